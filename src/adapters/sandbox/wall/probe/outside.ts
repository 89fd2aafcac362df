import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What stands ready outside while a probe tries to reach it. */
export interface Outside {
  readonly tcp: number;
  readonly udp: number;
  readonly abstract: string;
  /** A value in our own environment. */
  readonly secret: string;
  readonly file: string;
  /** What was reached: `tcp`, `udp`, `abstract`. */
  readonly reached: ReadonlySet<string>;
  close(): Promise<void>;
}

const SECRET_NAME = 'CONCLAVE_PROBE_SECRET';

/** Opens listeners, puts a secret into our environment and writes a file, all of which no wall may let through. */
export async function openOutside(): Promise<Outside> {
  const reached = new Set<string>();
  const mark = randomBytes(16).toString('hex');
  const abstract = `conclave-probe-${mark}`;
  const folder = await mkdtemp(join(tmpdir(), 'conclave-probe-'));
  const file = join(folder, 'outside.txt');
  await writeFile(file, mark);
  // Only the wall may be what hides it.
  await chmod(folder, 0o755);
  await chmod(file, 0o644);
  const tcp = await listen(() => reached.add('tcp'), { port: 0, host: '127.0.0.1' });
  const local = await listen(() => reached.add('abstract'), { path: `\0${abstract}` });
  const udp = createSocket('udp4', () => reached.add('udp'));
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  process.env[SECRET_NAME] = mark;
  return {
    ...{ tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port, abstract },
    ...{ secret: mark, file, reached },
    close: async () => {
      delete process.env[SECRET_NAME];
      tcp.close();
      local.close();
      udp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listen(onReached: () => void, place: { readonly port?: number; readonly host?: string; path?: string }) {
  const server: Server = createServer((socket) => {
    onReached();
    socket.on('error', () => {});
    socket.destroy();
  });
  server.listen(place);
  await once(server, 'listening');
  return server;
}
