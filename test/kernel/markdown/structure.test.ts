import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/kernel/markdown/fold.ts';
import { link } from '../../../src/kernel/markdown/link.ts';
import { subText } from '../../../src/kernel/markdown/sub-text.ts';
import { table } from '../../../src/kernel/markdown/table.ts';

describe('a link', () => {
  it.each([
    [
      '`features.py:48`',
      'https://github.com/acme/quant/blob/a1b2/f.py#L48',
      '[`features.py:48`](https://github.com/acme/quant/blob/a1b2/f.py#L48)',
    ],
    ['rule', 'https://x.example/a b(c)|d?e=1&amp=2', '[rule](https://x.example/a%20b%28c%29%7Cd?e=1&amp;amp=2)'],
    ['rule', 'javascript:alert(1)', 'rule'],
    ['rule', 'data:text/html,x', 'rule'],
    ['rule', 'docs/adr/0015.md', 'rule'],
    ['', 'https://x.example/', ''],
    ['`https://x.example/`', 'https://x.example/', '[`https://x.example/`](https://x.example/)'],
    ['`https://x.example/`', 'https://y.example/', '`https://x.example/` ([link](https://y.example/))'],
    ['`a]: b`', 'https://y.example/', '`a]: b` ([link](https://y.example/))'],
  ])('from %j to %j is %j', (label, url, markdown) => {
    expect(link(label, url)).toBe(markdown);
  });
});

describe('a fold', () => {
  it('sets its body apart, so that Markdown is read in it', () => {
    expect(fold('Seats: 8', '- one\n- two\n')).toBe(
      '<details><summary>Seats: 8</summary>\n\n- one\n- two\n\n</details>',
    );
  });

  it('writes its summary as HTML, where Markdown is not read', () => {
    const folded = fold('**Seats** of `@team` \\| a < b\nnext', 'body');

    expect(folded).toContain('<summary><strong>Seats</strong> of <code>&#64;team</code> | a &lt; b next</summary>');
  });

  it('makes no block of a summary that begins like one', () => {
    expect(fold('1. one', 'body')).toContain('<summary>1. one</summary>');
  });
});

describe('a table', () => {
  it('gives every row as many cells as its head', () => {
    expect(table(['a', 'b'], [['1'], ['1', '2', '3']])).toBe('| a | b |\n|---|---|\n| 1 |  |\n| 1 | 2 |');
  });

  it('keeps a cell in its row', () => {
    expect(table(['a'], [['one\ntwo']])).toBe('| a |\n|---|\n| one two |');
  });
});

describe('small print', () => {
  it('is one line', () => {
    expect(subText('Advisory;\n a person decides.')).toBe('<sub>Advisory; a person decides.</sub>');
  });

  it('of nothing is nothing', () => {
    expect(subText(' ')).toBe('');
  });
});
