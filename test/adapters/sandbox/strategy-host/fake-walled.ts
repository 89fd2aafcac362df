import { PassThrough } from 'node:stream';
import type { WallChoice, WallEnd, WallEngine, WallOrder } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';
import { WallBounds } from '../../../../src/backtest/wall/bounds.ts';

/** An order that a process behind a wall hears. */
export interface HeardOrder {
  readonly n: number;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What a process can do beside answering. */
export interface Stage {
  /** Writes to standard output as it is. */
  readonly write: (text: string | Buffer) => void;
  readonly complain: (text: string) => void;
  readonly end: (how: WallEnd) => void;
}

/** An answer without its head; `floats` follow its line. */
export interface FakeAnswer {
  readonly kind: string;
  readonly floats?: readonly number[];
  readonly [field: string]: unknown;
}

/** Obeys one order; null answers nothing. */
export type Obey = (order: HeardOrder, floats: Float64Array, stage: Stage) => FakeAnswer | null;

export const CHOICE: WallChoice = {
  engine: 'bubblewrap',
  program: '/none/bwrap',
  version: '0',
  image: { kind: 'root', folder: '/none', digest: `sha256:${'0'.repeat(64)}` },
  settings: WallBounds.parse({}),
};

/** An engine whose processes are played in this one; what was ordered and sent is kept. */
export function fakeEngine(obey: Obey) {
  const started: WallOrder[] = [];
  const sent = new Map<string, string>();
  let killed = 0;
  const engine: WallEngine = {
    name: 'bubblewrap',
    version: '0',
    probe: async () => [],
    start: async (order) => {
      started.push(order);
      const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
      let tellEnd: (end: WallEnd) => void = () => undefined;
      const end = new Promise<WallEnd>((resolve) => {
        tellEnd = resolve;
      });
      const stage: Stage = {
        write: (text) => void output.write(text),
        complain: (text) => void errors.write(text),
        end: (how) => {
          // The pipes of a process that is gone are closed.
          for (const pipe of [output, errors]) pipe.end();
          tellEnd(how);
        },
      };
      listen(input, { obey, stage, sent });
      const kill = (): void => {
        killed += 1;
        stage.end({ kind: 'killed' });
      };
      return { input, output, errors, end, kill };
    },
  };
  return { engine, started, sent, killed: () => killed };
}

interface Play {
  readonly obey: Obey;
  readonly stage: Stage;
  readonly sent: Map<string, string>;
}

/** Reads orders as the protocol has them, the numbers and the files behind their lines included. */
function listen(input: PassThrough, { obey, stage, sent }: Play): void {
  let held = Buffer.alloc(0);
  let next = 0;
  const take = (count: number): Buffer | null => {
    if (held.length < count) return null;
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  let order:
    | (HeardOrder & { readonly v: number; readonly floats?: number; files?: { path: string; bytes: number }[] })
    | null = null;
  input.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (order === null) {
      const at = held.indexOf(10);
      if (at === -1) return;
      order = JSON.parse(held.toString('utf8', 0, at)) as NonNullable<typeof order>;
      held = held.subarray(at + 1);
    }
    const files = order.files ?? [];
    const behind = files.reduce((sum, { bytes }) => sum + bytes, 0) + 8 * (order.floats ?? 0);
    if (held.length < behind) return;
    if (order.v !== 1 || order.n !== next)
      throw new Error(`order ${order.n} of protocol ${order.v} instead of ${next}`);
    for (const { path, bytes } of files) sent.set(path, (take(bytes) as Buffer).toString('utf8'));
    const floats = Float64Array.from({ length: order.floats ?? 0 }, () => (take(8) as Buffer).readDoubleLE(0));
    const told = order;
    order = null;
    next += 1;
    const answer = told.kind === 'files' ? { kind: 'ready' } : obey(told, floats, stage);
    if (answer !== null) stage.write(spell(told.n, answer));
  });
}

function spell(n: number, { floats = [], ...words }: FakeAnswer): Buffer {
  const head = floats.length === 0 ? {} : { floats: floats.length };
  const line = Buffer.from(`${JSON.stringify({ v: 1, n, ...words, ...head })}\n`);
  return Buffer.concat([line, Buffer.from(Float64Array.from(floats).buffer)]);
}
