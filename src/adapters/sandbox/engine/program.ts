/** The process in which a backtest runs: it is told once what to run, and ends with its parent. */
import { flushCompileCache } from 'node:module';
import { AppError, isAppError, messageOf } from '../../../kernel/app-error.ts';
import type { RunOutcome, RunProgress } from '../../../ports/backtest-engine.ts';
import { endWithParent } from '../parent-watch.ts';
import { carryOut } from './carry-out.ts';
import type { EngineMessage, EngineOrder } from './message.ts';

endWithParent();
process.once('message', (order: EngineOrder) => void obey(order));
await say({ kind: 'ready' });
// Now, since its parent ends it without a word; a folder that already holds what was compiled is left as it is.
flushCompileCache();

async function obey({ order, wall, surroundings }: EngineOrder): Promise<void> {
  try {
    const onOutput = (text: string): void => void process.stderr.write(text);
    const outcome = await carryOut(
      order,
      { wall, surroundings, onOutput },
      {
        onStrategy: () => say({ kind: 'strategy' }),
        onProgress: seldom((progress) => void say({ kind: 'progress', ...progress })),
      },
    );
    await say({ kind: 'outcome', outcome });
  } catch (error) {
    await say(refusalOf(error));
  }
}

/** Milliseconds between two reports of progress. */
const BETWEEN = 25;

function seldom(tell: (progress: RunProgress) => void): (progress: RunProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < BETWEEN) return;
    last = now;
    tell(progress);
  };
}

function refusalOf(error: unknown): EngineMessage {
  const known = isAppError(error) ? error : new AppError('broken', `the engine failed: ${messageOf(error)}`);
  const { where, expected, advice } = known.facts;
  const facts = {
    ...(where === undefined ? {} : { where }),
    ...(expected === undefined ? {} : { expected }),
    ...(advice === undefined ? {} : { advice }),
  };
  return { kind: 'refused', code: known.code, what: known.message, facts };
}

/** Resolves when the parent has it, since progress is told from the middle of a long computation. */
function say(message: EngineMessage | { readonly kind: 'outcome'; readonly outcome: RunOutcome }): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}
