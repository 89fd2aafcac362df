import type { AnswerShelf } from '../ports/answer-shelf.ts';

/** A shelf on which nothing stands and nothing is kept: where nothing is paid, and where no pull request is known. */
export const NO_ANSWERS: AnswerShelf = { find: async () => null, keep: async () => undefined };
