import { randomBytes } from 'node:crypto';
import { openWallEngine } from '../../../../src/adapters/sandbox/wall/opened-engine.ts';
import { processesWith } from '../../../../src/adapters/sandbox/wall/probe/host-process.ts';
import type { StandingWall } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import type {
  WallChoice,
  WallEnd,
  WallEngine,
  WalledProcess,
  WallOrder,
} from '../../../../src/adapters/sandbox/wall/wall-engine.ts';

/** Starts threads until one is refused, says how many it has, and keeps them for a moment. */
export const START_THREADS = `
import threading
started, done = 1, threading.Event()
threading.stack_size(1 << 16)
try:
    while started < 200:
        threading.Thread(target=done.wait, daemon=True).start()
        started += 1
except RuntimeError:
    pass
print(started, flush=True)
import time; time.sleep(0.5)
done.set()
`;

/** What a Python program behind a wall said, and how it ended. */
export interface Walled {
  readonly said: string;
  readonly complained: string;
  readonly end: WallEnd;
  /** Processes with the mark of the program once it had ended. */
  readonly left: number;
}

/** How a program is run. */
export interface WalledOptions {
  readonly settings?: Partial<WallOrder['settings']>;
  readonly surroundings?: WallOrder['surroundings'];
  /** Called when it says something first. */
  readonly onFirst?: (process: WalledProcess) => void;
}

/** Runs a Python program behind a standing wall until everything of it has ended. */
export function runWalled({ choice }: StandingWall, program: string, options: WalledOptions = {}): Promise<Walled> {
  return runEngine(openWallEngine(choice), choice, { program, ...options });
}

/** Runs a Python program with an engine as it was opened. */
export async function runEngine(
  engine: Pick<WallEngine, 'start'>,
  choice: WallChoice,
  { program, settings, surroundings = 'usual', onFirst }: WalledOptions & { readonly program: string },
): Promise<Walled> {
  const mark = randomBytes(12).toString('hex');
  const process = await engine.start({
    image: choice.image,
    settings: { ...choice.settings, ...settings },
    surroundings,
    command: ['python3', '-s', '-P', '-B', '-c', program, mark],
  });
  const said = textOf(process.output, () => onFirst?.(process));
  const complained = textOf(process.errors, () => undefined);
  process.input.end();
  const end = await process.end;
  return { end, left: processesWith(mark).length, said: await said, complained: await complained };
}

function textOf(stream: WalledProcess['output'], onFirst: () => void): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream.once('data', onFirst);
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    stream.on('close', () => resolve(text));
  });
}
