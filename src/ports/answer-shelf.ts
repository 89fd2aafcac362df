import type { ModelAnswer } from './models.ts';

/** A valid answer that was paid for, with what it was asked as the key, so that the same question is not paid twice. */
export interface AnswerShelf {
  /** The answer to exactly this question within the pull request; null when there is none. */
  find(key: AnswerKey): Promise<KeptAnswer | null>;
  /** Keeps a valid answer; a second one to the same question changes nothing. */
  keep(key: AnswerKey, answer: KeptAnswer): Promise<void>;
}

/** What makes two questions the same one. */
export interface AnswerKey {
  readonly model: string;
  /** SHA-256 over the instructions, the prompt with its part of the dossier, the shape of the answer and its limit. */
  readonly sha256: string;
}

/** An answer as it was given. */
export type KeptAnswer = Pick<Extract<ModelAnswer, { kind: 'answered' }>, 'text' | 'usage'>;
