import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askYes } from '../../../src/cli/init/question.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';

describe('a question', () => {
  it.each([
    ['y', true],
    ['n', false],
  ])('lets go of a terminal that stays open after %s, so that the program can end', async (answer, expected) => {
    const input = new PassThrough();
    input.write(`${answer}\n`);

    const isYes = await askYes('Write?', { input, errors: openTestTerminal({ folder: '.' }).errors });

    expect(isYes).toBe(expected);
    expect(input.isPaused()).toBe(true);
  });
});
