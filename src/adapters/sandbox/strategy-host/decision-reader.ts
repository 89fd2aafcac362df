import { writeAsked } from '../../../backtest/proofs/asked-text.ts';
import type { AskedAt } from '../../../backtest/proofs/growth.ts';
import type { Asked } from '../../../backtest/runner/asked.ts';
import { type MethodNames, TYPESCRIPT_METHODS } from '../../../backtest/runner/reply.ts';
import { Rubbish } from '../../../backtest/runner/rubbish.ts';
import { readDecision } from '../../../backtest/runner/told-decision.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { StrategyOrder } from '../../../ports/growing-strategy.ts';
import type { Told } from './answers.ts';
import { isPython } from './in-wall-program.ts';
import { Garbage } from './incoming.ts';

const PYTHON_METHODS: MethodNames = { entries: 'find_entries', exits: 'find_exits' };

/** How much one strategy may decide in all. */
interface DecisionBounds {
  readonly mebibytes: number;
  /** Orders, cancellations and exits; each becomes several lines of artefacts on our disk. */
  readonly wishes: number;
}

const DECISION_BOUNDS: DecisionBounds = { mebibytes: 256, wishes: 2_000_000 };
const MEBIBYTE = 1_048_576;

/** The bars about which a list of decisions may be, and the line in which it came. */
export interface ToldRange {
  readonly symbol: number;
  readonly from: number;
  readonly until: number;
  readonly line: string;
}

/** Reads the decisions of one strategy by the rules for what a strategy returns, and bounds them all together. */
export class DecisionReader {
  readonly #order: StrategyOrder;
  readonly #methods: MethodNames;
  readonly #bounds: DecisionBounds;
  #letters = 0;
  #wishes = 0;

  constructor(order: StrategyOrder, bounds = DECISION_BOUNDS) {
    this.#order = order;
    this.#bounds = bounds;
    this.#methods = isPython(order.strategy) ? PYTHON_METHODS : TYPESCRIPT_METHODS;
  }

  /** Decisions of one symbol by ascending bar; those in which nothing is wanted are left out. */
  readAll(decisions: readonly Told[], { symbol, from, until, line }: ToldRange): readonly AskedAt[] {
    const read: AskedAt[] = [];
    let next = from;
    for (const told of decisions) {
      if (told.bar < next || told.bar >= until) throw new Garbage(line);
      next = told.bar + 1;
      const { text } = this.read(told, symbol);
      if (text !== '') read.push({ bar: told.bar, text });
    }
    return read;
  }

  /** One decision, and its text. */
  read(told: Told, symbol: number): { readonly asked: Asked; readonly text: string } {
    const { mebibytes, wishes } = this.#bounds;
    try {
      const asked = readDecision(told, this.#methods);
      const text = writeAsked(asked);
      this.#letters += text.length;
      if (this.#letters > mebibytes * MEBIBYTE)
        throw new Rubbish(`the decisions take more than ${mebibytes} MiB`, 'fewer orders, with shorter comments');
      this.#wishes += asked.requests.length + asked.exits.length;
      if (this.#wishes > wishes)
        throw new Rubbish(`the strategy asked for more than ${wishes} orders and exits`, 'fewer of them');
      return { asked, text };
    } catch (error) {
      if (!(error instanceof Rubbish)) throw error;
      const place = `at bar ${told.bar} of ${this.#order.symbols[symbol]?.symbol ?? 'a symbol that it does not have'}`;
      const facts = { where: this.#order.strategy, expected: error.expected };
      throw new AppError('bad-input', `${error.message}, ${place}`, facts);
    }
  }
}
