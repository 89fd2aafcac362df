import type { AnswerKey, AnswerShelf, KeptAnswer } from '../../src/ports/answer-shelf.ts';

/** A shelf in memory, with what stands on it. */
export interface MemoryAnswers extends AnswerShelf {
  /** By model and hash, parted by a blank. */
  readonly answers: Map<string, KeptAnswer>;
}

/** Opens an empty shelf that forgets everything at the end of a test. */
export function openMemoryAnswers(): MemoryAnswers {
  const answers = new Map<string, KeptAnswer>();
  const nameOf = ({ model, sha256 }: AnswerKey): string => `${model} ${sha256}`;
  return {
    answers,
    find: async (key) => answers.get(nameOf(key)) ?? null,
    keep: async (key, answer) => {
      if (!answers.has(nameOf(key))) answers.set(nameOf(key), answer);
    },
  };
}
