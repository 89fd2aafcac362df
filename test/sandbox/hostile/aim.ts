import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What hostile strategies are after: all of it is here, reachable, and worth nothing. */
export interface Aim {
  readonly tcp_port: number;
  readonly udp_port: number;
  readonly addresses: readonly string[];
  readonly abstract_name: string;
  readonly socket_path: string;
  readonly secret_path: string;
  readonly secret_folder: string;
  readonly secret_name: string;
  readonly secret: string;
  readonly marker_process: string;
  readonly marker_pid: number;
  readonly held_path: string;
  readonly held: number;
  readonly many: number;
  readonly big_bytes: number;
  readonly fill_bytes: number;
}

/** What is open while hostile strategies are about, and what came in. */
export interface Target extends AsyncDisposable {
  readonly aim: Aim;
  /** What reached one of the sockets. */
  readonly visitors: readonly string[];
}

/** Puts up sockets, files, a secret in our own environment and a process, for anybody who gets at them. */
export async function setUpTarget(): Promise<Target> {
  const visitors: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'conclave-aim-'));
  chmodSync(folder, 0o755);
  const secret = `secret-${process.pid}-${folder.slice(-6)}`;
  const secretPath = join(folder, 'secret.txt');
  writeFileSync(secretPath, secret, { mode: 0o644 });
  const socketPath = join(folder, 'socket');
  const abstractName = `conclave-aim-${process.pid}-${folder.slice(-6)}`;
  const tcp = await listen({ port: 0, host: '0.0.0.0' }, () => visitors.push('tcp'));
  const local = await listen({ path: socketPath }, () => visitors.push('socket file'));
  chmodSync(socketPath, 0o777);
  const abstract = await listen({ path: `\0${abstractName}` }, () => visitors.push('abstract socket'));
  const udp = createSocket('udp4');
  udp.on('message', (message, { port, address }) => {
    visitors.push('udp');
    udp.send(message, port, address);
  });
  await new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve));
  const marker = `54${process.pid}`;
  const sleeper: ChildProcess = spawn('sleep', [marker], { stdio: 'ignore' });
  await once(sleeper, 'spawn');
  process.env.CONCLAVE_TEST_SECRET = secret;
  const heldPath = join(folder, 'held');
  const { port } = tcp.address() as { port: number };
  return {
    visitors,
    aim: {
      tcp_port: port,
      udp_port: udp.address().port,
      addresses: ownAddresses(),
      abstract_name: abstractName,
      socket_path: socketPath,
      secret_path: secretPath,
      secret_folder: folder,
      secret_name: 'CONCLAVE_TEST_SECRET',
      secret,
      marker_process: marker,
      marker_pid: sleeper.pid ?? 0,
      held_path: heldPath,
      held: openSync(heldPath, 'w'),
      many: 300,
      big_bytes: 1_000_000_000,
      fill_bytes: 100_000_000,
    },
    [Symbol.asyncDispose]: async () => {
      delete process.env.CONCLAVE_TEST_SECRET;
      sleeper.kill('SIGKILL');
      udp.close();
      for (const server of [tcp, local, abstract]) server.close();
      await once(sleeper, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listen(where: { port: number; host: string } | { path: string }, onVisit: () => void): Promise<Server> {
  const server = createServer((socket) => {
    onVisit();
    socket.on('error', () => undefined);
    socket.end();
  });
  server.listen(where);
  await once(server, 'listening');
  return server;
}

/** The addresses under which this machine is reached from elsewhere, and its own. */
function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return ['127.0.0.1', ...all.filter(({ internal, family }) => !internal && family === 'IPv4').map((a) => a.address)];
}
