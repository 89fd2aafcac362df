import type { ErrorCode, ErrorFacts } from '../../../kernel/app-error.ts';
import type { RunOrder, RunOutcome, RunProgress } from '../../../ports/backtest-engine.ts';

/** What the engine process is told: once, what to run. */
export type EngineOrder = RunOrder;

/** What is heard of the engine process; the last is an outcome or why there is none. */
export type EngineMessage =
  | { readonly kind: 'ready' }
  /** From here on it is the strategy's time. */
  | { readonly kind: 'strategy' }
  | ({ readonly kind: 'progress' } & RunProgress)
  | { readonly kind: 'outcome'; readonly outcome: RunOutcome }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly what: string;
      readonly facts: Pick<ErrorFacts, 'where' | 'expected' | 'advice'>;
    };
