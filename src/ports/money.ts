import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';

/**
 * Where a session writes down its money before it spends it. A reservation that was never settled stays, so that a
 * call in flight when a program died is seen and counts against the caps.
 */
export interface MoneyLedger {
  /** What earlier, interrupted tries of the same call cost or may have cost. */
  interruptedTries(call: string, model: ModelId): Promise<MicroUsd>;
  /** Writes down the most that a call can cost, before it is made. */
  reserve(call: string, model: ModelId, worst: MicroUsd): Promise<void>;
  /** Replaces the newest reservation of a call by what came of it. */
  settle(call: string, model: ModelId, outcome: MoneyOutcome): Promise<void>;
}

/** What came of a reservation: a price, nothing at all, or nobody knows. */
export type MoneyOutcome =
  | {
      readonly kind: 'paid';
      readonly microUsd: MicroUsd;
      readonly inputTokens: number;
      readonly outputTokens: number;
    }
  | { readonly kind: 'released' }
  | { readonly kind: 'possibly-spent' };
