import { describe, expect, it } from 'vitest';
import { codeBlock } from '../../../src/kernel/markdown/code-block.ts';
import { inlineCode } from '../../../src/kernel/markdown/inline-code.ts';

describe('inline code', () => {
  it.each([
    ['features.py:48', '`features.py:48`'],
    ['a `quoted` b', '``a `quoted` b``'],
    ['`edge`', '`` `edge` ``'],
    ['two\n lines\t', '`two  lines`'],
    ['a|b', '`a`\\|`b`'],
    ['int | None', '`int` \\| `None`'],
    ['Fixes #1', '`Fixes` (`#1`)'],
    ['<!-- Conclave:verdict', '`<! -- Conclave:verdict`'],
    [' \u200b ', ''],
    ['', ''],
  ])('of %j is %j', (text, markdown) => {
    expect(inlineCode(text)).toBe(markdown);
  });
});

describe('a code block', () => {
  it('has a fence longer than any run of backticks inside', () => {
    expect(codeBlock('```\ninner\n```\n', 'markdown')).toBe('````markdown\n```\ninner\n```\n````');
  });

  it('keeps indentation, tabs and inner empty lines', () => {
    expect(codeBlock('\tif x:\n\n\t\tpass', 'python')).toBe('```python\n\tif x:\n\n\t\tpass\n```');
  });

  it('changes visibly what acts in code too', () => {
    const text = '  /merge now\n//comment\nFixes: octo/repo#1\n<!-- conclave:verdict -->';

    const block = codeBlock(text, '');

    expect(block).toBe('```\n  \\/merge now\n//comment\nFixes: (octo/repo#1)\n<! -- conclave:verdict -->\n```');
  });

  it('leaves out a language that is no plain name', () => {
    expect(codeBlock('x', 'python ```')).toBe('```\nx\n```');
  });
});
