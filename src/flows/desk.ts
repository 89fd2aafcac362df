import type { ZodType } from 'zod';
import type { Parsed } from '../committee/answer.ts';
import type { AnswerKind } from '../committee/answer-limit.ts';
import type { Brief, ModelBrief, Prompts } from '../committee/brief.ts';
import type { CallTotals, FailedTry } from '../committee/session.ts';
import type { Catalog } from '../finops/catalog.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { AnswerShelf } from '../ports/answer-shelf.ts';
import type { Archive } from '../ports/archive.ts';
import type { Journal } from '../ports/journal.ts';
import type { Models } from '../ports/models.ts';
import type { MoneyLedger } from '../ports/money.ts';
import type { Witness } from '../ports/witness.ts';
import type { Purse } from './purse.ts';

/** One question to one model, or to its fallbacks in order. */
export interface Question<T> {
  /** Names the call in the journal, on the board and in the record: `ml-engineer/first`. */
  readonly call: string;
  readonly chain: readonly ModelId[];
  readonly brief: Brief;
  /** Size of the brief where it was estimated before. */
  readonly inputTokens?: number;
  readonly data: ModelBrief;
  readonly schema: ZodType<T>;
  readonly kind: AnswerKind;
  readonly parse: (text: string) => Parsed<T>;
  /** Whether an answer leaves nothing open, so that it may stand for the same question later; any valid one does unless told. */
  readonly isWhole?: (value: T) => boolean;
}

/** What became of a question; `value` is null when no model of the chain gave a valid answer. */
export interface Asked<T> {
  readonly value: T | null;
  readonly answeredBy: ModelId | null;
  readonly repaired: boolean;
  readonly failedTries: readonly FailedTry[];
  readonly totals: CallTotals;
}

/** What every question of a session shares. */
export interface Desk {
  readonly sessionId: string;
  readonly prompts: Prompts;
  readonly catalog: Catalog;
  readonly purse: Purse;
  readonly models: Models;
  /** Answers that were paid for before. */
  readonly answers: AnswerShelf;
  readonly journal: Journal;
  readonly archive: Archive;
  readonly money: MoneyLedger;
  readonly witness: Witness;
}

/** One model's turn at a question, and who comes after it. */
export interface Turn {
  readonly model: ModelId;
  readonly next: ModelId | null;
  readonly desk: Desk;
}

/** A turn with the name that its one call has in the journal. */
export interface NamedTurn extends Turn {
  readonly step: string;
}
