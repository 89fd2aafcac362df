import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';
import { type Asked, NOTHING } from './asked.ts';
import { type Desk, type LoopOptions, runDesks } from './desk-loop.ts';

/** What was wanted after the close of a bar. */
export interface Decision {
  readonly bar: number;
  readonly asked: Asked;
}

/** A market with the decisions of a run, one list for each symbol, ascending by bar. */
export interface DecidedRun extends Omit<LoopOptions, 'desks'> {
  readonly decisions: readonly (readonly Decision[])[];
}

/**
 * Replays a market with decisions that were made before; no code of a strategy runs. The same decisions come to the same
 * events, trades and marks as the run that they are from. Decisions that do not fit the bars are an AppError `bad-input`.
 */
export function replayDecisions({ decisions, ...market }: DecidedRun): void {
  const { series } = market;
  if (decisions.length !== series.length) {
    throw new AppError('bad-input', `there are decisions for ${decisions.length} of ${series.length} symbols`, {
      where: 'decisions',
      expected: 'a list for each symbol, empty where nothing was wanted',
    });
  }
  for (const [index, bars] of series.entries()) refuseUnfit(decisions[index] ?? [], bars);
  runDesks({ ...market, desks: decisions.map((each) => new RecordedDesk(each)) });
}

function refuseUnfit(decisions: readonly Decision[], { symbol, length }: Bars): void {
  let last = -1;
  for (const { bar } of decisions) {
    if (Number.isSafeInteger(bar) && bar > last && bar < length) {
      last = bar;
      continue;
    }
    throw new AppError('bad-input', `a decision is about bar ${bar} of ${symbol}, after one about bar ${last}`, {
      where: 'decisions',
      expected: `bars from 0 to ${length - 1}, each at most once, in ascending order`,
    });
  }
}

/** Says what was wanted before; it never looks at a position. */
class RecordedDesk implements Desk {
  readonly looksAtPositions = false;
  readonly #decisions: readonly Decision[];
  #next = 0;
  #bar: number;

  constructor(decisions: readonly Decision[]) {
    this.#decisions = decisions;
    this.#bar = decisions[0]?.bar ?? -1;
  }

  ask(bar: number): Asked {
    if (bar !== this.#bar) return NOTHING;
    const asked = this.#decisions[this.#next]?.asked ?? NOTHING;
    this.#next += 1;
    this.#bar = this.#decisions[this.#next]?.bar ?? -1;
    return asked;
  }
}
