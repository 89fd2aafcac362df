import { describe, expect, it } from 'vitest';
import type { AnswerKey, AnswerShelf, KeptAnswer } from '../../src/ports/answer-shelf.ts';

/** A question as a shelf knows it. */
export const SOME_QUESTION: AnswerKey = { model: 'mistral:mistral-large-latest', sha256: 'ab'.repeat(32) };

const ANSWER: KeptAnswer = {
  text: '{"stance": "reject", "summary": "été, 漢字, \u2028, \\"quotes\\" and \\\\"}\n',
  usage: { inputTokens: 12_000, cachedInputTokens: 4_000, outputTokens: 900, reasoningTokens: 100 },
};

/** Proves of any shelf what the docstrings of the port promise; each call opens that of another pull request. */
export function answerShelfContract(name: string, open: () => Promise<AnswerShelf>): void {
  describe(`${name}, as a shelf of answers`, () => {
    it('gives an answer back as it was given, with its tokens', async () => {
      const shelf = await open();

      await shelf.keep(SOME_QUESTION, ANSWER);

      expect(await shelf.find(SOME_QUESTION)).toEqual(ANSWER);
    });

    it('knows an answer of which nobody said what it took', async () => {
      const shelf = await open();

      await shelf.keep(SOME_QUESTION, { text: '', usage: null });

      expect(await shelf.find(SOME_QUESTION)).toEqual({ text: '', usage: null });
    });

    it.each([
      ['to another question', { ...SOME_QUESTION, sha256: 'ac'.repeat(32) }],
      ['of another model', { ...SOME_QUESTION, model: 'google:gemini-2.5-pro' }],
    ])('has no answer %s', async (_, other) => {
      const shelf = await open();
      await shelf.keep(SOME_QUESTION, ANSWER);

      expect(await shelf.find(other)).toBeNull();
    });

    it('answers nobody from another pull request', async () => {
      const [shelf, other] = [await open(), await open()];
      await shelf.keep(SOME_QUESTION, ANSWER);

      expect(await other.find(SOME_QUESTION)).toBeNull();
    });

    it('keeps the first of several answers, also when they come at the same time', async () => {
      const shelf = await open();
      await shelf.keep(SOME_QUESTION, ANSWER);

      await Promise.all(['a', 'b', 'c'].map((text) => shelf.keep(SOME_QUESTION, { ...ANSWER, text })));

      expect(await shelf.find(SOME_QUESTION)).toEqual(ANSWER);
    });
  });
}
