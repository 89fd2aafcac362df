import type { Stance } from '../committee/opinion.ts';
import type { ModelId } from '../kernel/model-id.ts';

/** What happens in a session while it happens; for boards and logs, never for decisions. */
export type SessionEvent =
  | {
      readonly kind: 'opened';
      readonly id: string;
      readonly seats: readonly SeatPreview[];
      readonly capMicroUsd: number;
    }
  | { readonly kind: 'asked'; readonly call: string; readonly model: ModelId }
  | {
      readonly kind: 'try-failed';
      readonly call: string;
      readonly model: ModelId;
      readonly message: string;
      readonly next: ModelId | null;
    }
  | { readonly kind: 'repairing'; readonly call: string; readonly model: ModelId }
  | {
      readonly kind: 'answered';
      readonly call: string;
      readonly model: ModelId;
      readonly stance: Stance | null;
      readonly score: number | null;
      readonly latencyMs: number;
      readonly tokens: number;
      readonly microUsd: number;
    }
  | {
      readonly kind: 'failed';
      readonly call: string;
      readonly message: string;
      /** What was paid for answers that gave no opinion. */
      readonly tokens: number;
      readonly microUsd: number;
    }
  | { readonly kind: 'examining'; readonly candidates: number }
  | { readonly kind: 'consolidating' };

/** A seat before it is asked. */
export interface SeatPreview {
  readonly seat: string;
  readonly skill: string;
  readonly slot: 'first' | 'second';
  readonly model: ModelId;
}

/** Sees what happens in a session; must not throw. */
export type Witness = (event: SessionEvent) => void;
