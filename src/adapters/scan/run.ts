import { AppError } from '../../kernel/app-error.ts';
import type { ScanLimits } from './limits.ts';
import type { Answer, Order } from './message.ts';
import type { Heard, Reader } from './reader.ts';

/** What came of one order: its answer, or why there is none, in a phrase. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly why: string };

/** Orders that belong together. */
export interface Errand {
  /** What every process has to know before the first of the orders. */
  readonly prelude: readonly Order[];
  readonly orders: readonly Order[];
  /** What carrying out an order is: `reading it`. */
  readonly doing: string;
  /** What the orders are about: `files`. */
  readonly things: string;
}

/** Where a process comes from: the one at hand, or a new one that is ready. */
export interface Desk {
  take(): Promise<Reader>;
  readonly now: () => number;
}

/**
 * Has orders carried out one after the other. The process is ended over an order that goes beyond its bounds, and
 * another one goes on with the next; after some such losses, or when the whole time is over, the rest is lost too.
 */
export async function run(errand: Errand, desk: Desk, limits: ScanLimits): Promise<readonly Outcome[]> {
  const round: Round = { errand, desk, limits, deadline: desk.now() + limits.whole, outcomes: [] };
  const { outcomes } = round;
  const count = errand.orders.length;
  for (let losses = 0; outcomes.length < count; losses += 1) {
    if (desk.now() >= round.deadline)
      return [...outcomes, ...restOf(round, `its turn did not come in ${spell(limits.whole)}`)];
    if (losses >= limits.losses) {
      const why = `${limits.losses} ${errand.things} before it went over the bounds of time and memory`;
      return [...outcomes, ...restOf(round, why)];
    }
    const reader = await desk.take();
    try {
      if (await workOn(reader, round)) return outcomes;
    } catch (error) {
      await reader.end();
      throw error;
    }
    await reader.end();
  }
  return outcomes;
}

interface Round {
  readonly errand: Errand;
  readonly desk: Desk;
  readonly limits: ScanLimits;
  readonly deadline: number;
  /** One for each order so far, the last ones added by the process at hand. */
  readonly outcomes: Outcome[];
}

/** Characters of source that wait in front of the process, so that it is never idle and never flooded. */
const UNDER_WAY = 400_000;

/** Lets a process work until all is done, or an order is lost over which it has to be ended; true when all is done. */
async function workOn(reader: Reader, round: Round): Promise<boolean> {
  const { errand, desk, limits, deadline, outcomes } = round;
  const refusal = await prepare(reader, round);
  if (refusal !== null) {
    outcomes.push(...restOf(round, refusal));
    return false;
  }
  const { orders } = errand;
  let told = outcomes.length;
  let underWay = 0;
  while (outcomes.length < orders.length) {
    for (let next = orders[told]; next !== undefined && underWay < UNDER_WAY; next = orders[told]) {
      reader.tell(next);
      underWay += sizeOf(next);
      told += 1;
    }
    const heard = await reader.hear(Math.min(limits.file, deadline - desk.now()));
    underWay -= sizeOf(orders[outcomes.length]);
    outcomes.push(outcomeOf(heard, round));
    if (heard.kind !== 'answer') return false;
  }
  return true;
}

/** Tells what every process must know first; says why nothing can be read when that alone goes beyond the bounds. */
async function prepare(reader: Reader, { errand, limits }: Round): Promise<string | null> {
  for (const order of errand.prelude) {
    reader.tell(order);
    const heard = await reader.hear(limits.start);
    if (heard.kind === 'late') return `the lines of the change alone took longer than ${spell(limits.start)}`;
    if (heard.kind === 'ended' && heard.overMemory) {
      return `the lines of the change alone take more than ${limits.megabytes} MB of memory`;
    }
    if (heard.kind !== 'answer') throw unusable(heard);
    refuse(heard.answer);
  }
  return null;
}

/** The error of a process that ended or kept silent before it had anything to read. */
export function unusable(heard: Exclude<Heard, { readonly kind: 'answer' }>): AppError {
  const how = heard.kind === 'late' ? 'gave no answer' : heard.how;
  return new AppError('outside-failed', `the process that reads code ${how}`, {
    advice: 'Install the program again, or give it more time and memory on this machine.',
    passing: heard.kind === 'late' || !heard.how.includes('exit code'),
  });
}

function refuse(answer: Answer): void {
  if (answer.kind === 'refused') throw new AppError(answer.code, answer.what, answer.facts);
}

function outcomeOf(heard: Heard, { errand, desk, limits, deadline }: Round): Outcome {
  const lost = (why: string): Outcome => ({ kind: 'lost', why });
  switch (heard.kind) {
    case 'answer':
      refuse(heard.answer);
      if (heard.answer.kind === 'broke') return lost(`${errand.doing} failed: ${heard.answer.reason}`);
      return { kind: 'answer', answer: heard.answer };
    case 'late':
      if (desk.now() >= deadline) return lost(`${errand.doing} was not done when ${spell(limits.whole)} were over`);
      return lost(`${errand.doing} took longer than ${spell(limits.file)}`);
    case 'ended':
      if (heard.overMemory) return lost(`${errand.doing} took more than ${limits.megabytes} MB of memory`);
      return lost(`the process that was ${errand.doing} ${heard.how}`);
    default:
      return heard satisfies never;
  }
}

/** The same loss for every order that has no outcome yet. */
function restOf({ errand, outcomes }: Round, why: string): readonly Outcome[] {
  return Array.from({ length: errand.orders.length - outcomes.length }, () => ({ kind: 'lost', why }));
}

function sizeOf(order: Order | undefined): number {
  return order?.kind === 'read' ? (order.before?.length ?? 0) + (order.after?.length ?? 0) + 1_000 : 10_000;
}

function spell(milliseconds: number): string {
  return `${milliseconds / 1_000} s`;
}
