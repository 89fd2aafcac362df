import type { Severity } from '../../src/kernel/severity.ts';
import type { FindingCode } from '../../src/kernel/verdict-code.ts';

/** A fault that was planted in a pull request: who sees it, and in which words they tell it. */
export interface Flaw {
  readonly name: string;
  /** The line that shows it, without its indentation; it stands once in its repository. */
  readonly line: string;
  /** The line that mends it elsewhere, while its own stays as it is; null where its own has to go. */
  readonly mend: string | null;
  readonly code: FindingCode;
  readonly severity: Severity;
  /** The seats that see it, as `ml-engineer/first`. */
  readonly seats: readonly string[];
  /** The review from which on they see it; it was there before when they overlooked it. */
  readonly from: number;
  readonly wordings: readonly string[];
}

/** A kind of fault; `#` stands for the number that makes its names its own. */
interface FlawKind {
  readonly line: string;
  readonly mend?: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly skill: string;
  readonly wordings: readonly string[];
}

/** What is planted, as people write it and as reviewers speak of it. */
const KINDS: Readonly<Record<string, FlawKind>> = {
  leak: {
    line: 'edge_# = next_close_# / close_# - 1.0',
    code: 'DATA_LEAKAGE',
    severity: 'blocker',
    skill: 'ml-engineer',
    wordings: [
      'edge_# uses next_close_#, which nobody knows before the bar has ended, so that the backtest trades on the future.',
      'The feature looks ahead: the close of the following bar enters edge_# and the reported edge cannot be trusted.',
      'next_close_# is tomorrow’s price; dividing by today’s close hands the label to the model.',
      'A value of the bar after the decision flows into edge_#, which makes every score of this run too good.',
      'Future information: the return in edge_# is computed from a price that is not there yet when the order is sent.',
      'edge_# is a return into the future and must not be an input.',
    ],
  },
  cap: {
    line: 'quantity_# = budget_# * leverage_#',
    code: 'TRADING_RISK',
    severity: 'blocker',
    skill: 'crypto-trader',
    wordings: [
      'quantity_# has no cap, so that a large leverage_# opens a position beyond the limit of the book.',
      'The order size grows with leverage_# and nothing bounds it.',
      'A wrong leverage_# buys without end: the product goes to the venue as it is.',
      'Nobody compares quantity_# with the position limit before it is sent.',
      'The exposure of this order is unlimited, since the leverage multiplies the whole budget_#.',
    ],
  },
  injection: {
    line: "clause_# = f\"book = '{book_#}' and day = '{day_#}'\"",
    code: 'SECURITY_RISK',
    severity: 'blocker',
    skill: 'ops',
    wordings: [
      'book_# is pasted into the text of the query, so that a name with a quote in it runs as SQL.',
      'clause_# is built from untrusted names without parameters.',
      'Whoever chooses the name of a book can read or delete every other one through clause_#.',
      'SQL injection: the value of day_# stands between quotes that it can close itself.',
      'The filter in clause_# must be bound by the driver, it is concatenated here.',
    ],
  },
  weights: {
    line: 'weight_# = score_# / total_#',
    code: 'METHODOLOGY_FLAW',
    severity: 'major',
    skill: 'data-scientist',
    wordings: [
      'total_# is zero on a day without trades, so that weight_# becomes infinite and the mean is void.',
      'The weights are divided by a sum, total_#, that can vanish.',
      'A quiet day yields nan in weight_#, and the report averages it away in silence.',
      'Nothing guards the denominator total_#; the first empty day spoils the statistic.',
      'Division by zero: the normalisation fails when no score_# is positive.',
    ],
  },
  retry: {
    line: 'attempts_# = attempts_# + 0',
    code: 'EXECUTION_RISK',
    severity: 'major',
    skill: 'architect',
    wordings: [
      'attempts_# never grows, so that the loop asks the venue for ever when it is away.',
      'The counter attempts_# is not counted up and the retry has no end.',
      'An outage of the venue hangs this worker: attempts_# never meets its exit condition.',
      'Endless loop: nothing raises attempts_#.',
      'The bound on retries has no effect, since zero is added to attempts_# each time.',
    ],
  },
  fetch: {
    line: 'bars_# = fetch_every(symbols_#)',
    code: 'COST_RISK',
    severity: 'major',
    skill: 'ops',
    wordings: [
      'bars_# fetches every symbol in each round, so that the bill of the data service has no bound.',
      'All instruments in symbols_# are downloaded again at every tick.',
      'There is no cache and no limit: the paid API is asked for the same bars_# each time.',
      'The cost of this call grows with the length of symbols_#, which the venue decides.',
      'Spending without a ceiling: symbols_# is the whole market.',
    ],
  },
  untested: {
    line: 'floor_# = margin_# - reserve_#',
    mend: 'def test_floor_#():',
    code: 'TEST_GAP',
    severity: 'major',
    skill: 'ml-engineer',
    wordings: [
      'floor_# decides when a position is closed, and no test covers it.',
      'There is no test of the case in which reserve_# is larger than margin_#.',
      'The subtraction in floor_# can turn negative, which nothing in the tests would notice.',
      'A test for floor_# is missing.',
      'Nobody checks floor_#: the tests do not reach this line.',
    ],
  },
  name: {
    line: 'value_# = spread_# * 10_000',
    code: 'EXECUTION_RISK',
    severity: 'minor',
    skill: 'architect',
    wordings: [
      'value_# does not say that it is in basis points.',
      'The unit of value_# is hidden in a bare factor.',
      'A reader takes value_# for a price, it is a share times ten thousand.',
      'Name value_# by its unit.',
      'The magic number beside spread_# wants a name.',
    ],
  },
};

/** The kinds of faults that go with their line, the heaviest first. */
export const FLAW_KINDS: readonly string[] = Object.keys(KINDS).filter((kind) => KINDS[kind]?.mend === undefined);

/** What is said of a fault beside its kind and its number. */
export interface FlawOrder {
  /** Both models unless told. */
  readonly slots?: readonly ('first' | 'second')[];
  readonly severity?: Severity;
  readonly from?: number;
}

/** A fault of a kind, under a number that no other one has. */
export function flaw(
  kind: string,
  number: number,
  { slots = ['first', 'second'], severity, from = 1 }: FlawOrder = {},
): Flaw {
  const known = KINDS[kind];
  if (known === undefined) throw new Error(`no kind of fault is called ${kind}`);
  const numbered = (text: string) => text.replaceAll('#', String(number));
  return {
    name: `${kind} ${number}`,
    line: numbered(known.line),
    mend: known.mend === undefined ? null : numbered(known.mend),
    code: known.code,
    severity: severity ?? known.severity,
    seats: slots.map((slot) => `${known.skill}/${slot}`),
    from,
    wordings: known.wordings.map(numbered),
  };
}
