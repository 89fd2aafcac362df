/** The process in which rules read code: it is given no environment, answers orders one by one, and ends with its parent. */
import { flushCompileCache } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { findFaults } from '../../evidence/rule-fault.ts';
import { type FileReading, type ScanScope, scanFile } from '../../evidence/scan.ts';
import type { FileOutline } from '../../evidence/scene.ts';
import { NO_SURROUNDINGS } from '../../evidence/surroundings.ts';
import { AppError, isAppError, messageOf } from '../../kernel/app-error.ts';
import type { Answer, FileOrder, Order } from './message.ts';
import { locateProgram } from './program.ts';

/** Characters of source after which the trees that nobody holds any more are given back. */
const COLLECT_AFTER = 500_000;

let scope: Omit<ScanScope, 'change'> = { rules: [], surroundings: NO_SURROUNDINGS };
let files: FileOutline[] = [];
let sinceCollection = 0;

const [megabytes, parent] = process.argv.slice(2).map(Number);
const watcher = new Worker(locateProgram('watcher'), { workerData: { megabytes, parent } });
watcher.unref();
process.on('disconnect', () => process.exit());

const orders: Order[] = [];
let isAtWork = false;
process.on('message', (order: Order) => {
  orders.push(order);
  if (!isAtWork) void work();
});
await say({ kind: 'ready' });
// Now, since its parent ends it without a word; a folder that already holds what was compiled is left as it is.
flushCompileCache();

/** Each answer has left before the next order is taken up, so that the parent always knows which one is under way. */
async function work(): Promise<void> {
  isAtWork = true;
  for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
    await say(obey(order));
    await setImmediate();
  }
  isAtWork = false;
}

function say(answer: Answer): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(answer, undefined, undefined, () => resolve());
  });
}

function obey(order: Order): Answer {
  try {
    return answerTo(order);
  } catch (error) {
    if (!isAppError(error)) return { kind: 'broke', reason: messageOf(error) };
    const { cause: _cause, ...facts } = error.facts;
    return { kind: 'refused', code: error.code, what: error.message, facts };
  }
}

function answerTo(order: Order): Answer {
  switch (order.kind) {
    case 'begin':
      scope = { rules: order.rules, surroundings: order.surroundings };
      files = [];
      return { kind: 'noted' };
    case 'outline':
      files.push(...order.files);
      return { kind: 'noted' };
    case 'read':
      return { kind: 'reading', reading: read(order) };
    case 'prove':
      return { kind: 'faults', faults: findFaults(order.rule) };
    default:
      return order satisfies never;
  }
}

function read({ position, before, after, hunks }: FileOrder): FileReading {
  const outline = files[position];
  if (outline === undefined) throw new AppError('broken', `no file ${position} was told`);
  const reading = scanFile(
    { ...outline, hunks: hunks ?? outline.hunks, before, after },
    { ...scope, change: { files } },
  );
  sinceCollection += (before?.length ?? 0) + (after?.length ?? 0);
  if (sinceCollection > COLLECT_AFTER) {
    // The engine's trees lie outside of the heap, where the collector does not see how large they are.
    globalThis.gc?.();
    sinceCollection = 0;
  }
  return reading;
}
