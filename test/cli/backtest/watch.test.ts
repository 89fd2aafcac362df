import { describe, expect, it } from 'vitest';
import { watched } from '../../../src/cli/backtest/watch.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';

/** What stands on standard error after a strategy printed these pieces between two steps. */
async function printed(pieces: readonly string[], options?: { readonly steps: boolean }): Promise<string> {
  const terminal = openTestTerminal({ folder: import.meta.dirname });
  await watched(
    terminal,
    async ({ onStep, onOutput }) => {
      onStep?.('first run');
      for (const piece of pieces) onOutput?.(piece);
      onStep?.('second run');
    },
    options,
  );
  return terminal.written().errors;
}

describe('what a strategy prints while it is watched', () => {
  it.each([
    ['a line in pieces', ['.', '.', '. done\n'], 'strategy: ... done\n'],
    ['several lines in one piece', ['a\n\nb\n'], 'strategy: a\n\nstrategy: b\n'],
    ['a line that does not end', ['a\nb'], 'strategy: a\nstrategy: b\n'],
    [
      'a command of the runner in pieces',
      ['#', '#[error]x\n::error::y\n'],
      'strategy: # #[error]x\nstrategy: ::error::y\n',
    ],
    ['a sequence of the terminal in pieces', ['\u001b', '[2Jx\n'], 'strategy: x\n'],
  ])('stands apart from what we say: %s', async (_what, pieces, words) => {
    const errors = await printed(pieces, { steps: true });

    expect(errors).toBe(`conclave: first run\n${words}conclave: second run\n`);
  });

  it('is all that is said where nobody asked for steps', async () => {
    const errors = await printed(['x\n']);

    expect(errors).toBe('strategy: x\n');
  });

  it('is shown in pieces where a line never ends', async () => {
    const errors = await printed(Array.from({ length: 30 }, () => 'y'.repeat(1_000)));

    expect(errors.split('\n').every((line) => line.length < 5_100)).toBe(true);
    expect(errors.replaceAll(/strategy: |\n/g, '')).toHaveLength(30_000);
  });
});
