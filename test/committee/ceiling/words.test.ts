import { describe, expect, it } from 'vitest';
import { drawSplit } from '../../../src/committee/ceiling/markdown.ts';
import { missingFor, tellCeiling } from '../../../src/committee/ceiling/words.ts';
import type { Ceiling } from '../../../src/committee/ceiling.ts';
import type { SplitPiece } from '../../../src/dossier/split-proposal.ts';

function piece(name: string, overrides: Partial<SplitPiece> = {}): SplitPiece {
  const paths = { files: 12, first_paths: [`${name}/one.py`, `${name}/two.py`] };
  return { name, ...paths, changed_lines: 8_300, rest: false, over: false, ...overrides };
}

const lines: Ceiling = {
  kind: 'lines',
  asked: 31_204,
  allowed: 20_000,
  split: [
    piece('src/base'),
    piece('src/risk/huge_*_.py', { files: 1, first_paths: ['src/risk/huge_*_.py'], changed_lines: 21_000, over: true }),
    piece('docs and ops', { rest: true, files: 2, first_paths: ['docs/a.md', 'ops/run.yml'], changed_lines: 1 }),
  ],
};
const money: Ceiling = { kind: 'money', asked: 4_100_000, allowed: 2_000_000, split: [] };
const one: Ceiling = { ...lines, split: lines.split.slice(1, 2) };
const many: Ceiling = { ...lines, split: [piece('a'), piece('b', { over: true })] };

describe('a ceiling in words', () => {
  it('says what is too large, that nothing was paid, and how to split it in order', () => {
    expect(tellCeiling(lines)).toEqual([
      'The change has 31,204 changed lines to read, and one session reads at most 20,000.',
      'No model was asked and nothing was paid; the evidence rules alone have looked at the change.',
      'Split it into 3 pull requests, to be merged in this order:',
      '1. src/base: 12 files, 8,300 changed lines (src/base/one.py, src/base/two.py, 10 more)',
      '2. src/risk/huge_*_.py: 1 file, 21,000 changed lines; still too large, this file alone is above the ceiling',
      '3. the rest (docs and ops): 2 files, 1 changed line (docs/a.md, ops/run.yml)',
      'Or raise committee.max_lines on the base branch.',
    ]);
  });

  it('says so when no smaller pull request would do', () => {
    expect(tellCeiling(money)).toEqual([
      'The worst case of reading the change is $4.10, and one session may cost $2.00.',
      'No model was asked and nothing was paid; the evidence rules alone have looked at the change.',
      'No part of the change would be small enough.',
      'Or seat fewer experts, or raise the budget: --budget, or committee.budget_usd or that of a routing row on the base branch.',
    ]);
  });

  it('says that there is nothing to read where all files of a piece are listed only', () => {
    expect(tellCeiling({ ...lines, split: [piece('a'), piece('uv.lock', { files: 1, changed_lines: 0 })] })[4]).toBe(
      '2. uv.lock: 1 file, nothing to read',
    );
  });

  it('asks for a smaller change of a lone file', () => {
    expect(tellCeiling(one)[2]).toBe('Split the change of its one file:');
  });

  it('asks to split the last piece again where eight are too few', () => {
    expect(tellCeiling(many)[4]).toBe(
      '2. b: 12 files, 8,300 changed lines; still too large, to be split again (b/one.py, b/two.py, 10 more)',
    );
  });

  it('is one thing that a verdict lacks', () => {
    expect(missingFor(lines)).toEqual({
      what: 'the change has 31,204 changed lines to read, and one session reads at most 20,000',
      remedy:
        'split it into 3 pull requests, to be merged in this order: 1 src/base; 2 src/risk/huge_*_.py; 3 the rest (docs and ops)',
    });
    expect(missingFor(money).remedy).toMatch(/^seat fewer experts, or raise the budget: /);
  });

  it('is harmless Markdown', () => {
    const hostile = piece('@team/[x](y) <b>', { first_paths: ['a`b|c.py', '#812'] });

    expect(drawSplit({ ...lines, split: [...lines.split, hostile] })).toMatchInlineSnapshot(`
      "Split it into 4 pull requests, to be merged in this order:

      1. **src/base**: 12 files, 8,300 changed lines (\`src/base/one.py\`, \`src/base/two.py\`, 10 more)
      2. **\`src/risk/huge_*_.py\`**: 1 file, 21,000 changed lines; still too large, this file alone is above the ceiling
      3. **the rest (docs and ops)**: 2 files, 1 changed line (\`docs/a.md\`, \`ops/run.yml\`)
      4. **\`@team/x\` (\`y\`) &lt;b>**: 12 files, 8,300 changed lines (\`\`a\`b\`\`\\|\`c.py\`, \`#812\`, 10 more)

      Or raise committee.max_lines on the base branch."
    `);
    expect(drawSplit(money)).toMatchInlineSnapshot(`
      "No part of the change would be small enough.

      Or seat fewer experts, or raise the budget: --budget, or committee.budget_usd or that of a routing row on the base branch."
    `);
  });
});
