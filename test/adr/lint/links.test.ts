import { describe, expect, it } from 'vitest';
import { lintTree, recordText } from '../some-records.ts';

const lint = (decision: string, options: { readonly rest?: string; readonly status?: string } = {}) =>
  lintTree(
    {
      'docs/adr/0001-one.md': recordText({ decision, ...options }),
      'docs/adr/0002-two words.md': recordText(),
      'docs/adr/notes.txt': '',
      'docs/règles/risque.md': '',
      'src/risk/limits.py': '',
    },
    'docs/adr',
  ).map(({ line, rule, message }) => ({ place: `${line} ${rule}`, message }));

describe('a link of a record', () => {
  it.each([
    ['to a file', '[a](notes.txt)'],
    ['to a file with a title', '[a](./notes.txt "why")'],
    ['to an anchor with accents', '[a](../règles/risque.md#décision)'],
    ['with escapes', '[a](0002-two%20words.md) [b](<0002-two words.md>) [c](../r%C3%A8gles/risque.md)'],
    ['from the root', '[a](/src/risk/limits.py)'],
    ['to a line', '[a](../../src/risk/limits.py#L12)'],
    ['with a query', '[a](../../src/risk/limits.py?plain=1)'],
    ['to a folder', '[a](../../src/risk/) [b](../../src) [c](..) [root](../../)'],
    ['to a heading of its own', '[a](#context)'],
    [
      'into the web',
      '[a](https://example.com/x.md) <https://example.com> [b](//example.com) [c](mailto:a@example.com)',
    ],
    ['in code', '`[a](gone.md)`\n\n```\n[a](gone.md)\n```\n\n    [a](gone.md)'],
    ['in a comment', 'Words <!-- [a](gone.md) --> and\n\n<!--\n[a](gone.md)\n-->'],
    ['by a reference that nobody uses', 'Words.\n\n[a]: gone.md'],
    ['that is escaped', '\\[a](gone.md)'],
  ])('%s is alive', (_, decision) => {
    expect(lint(decision)).toEqual([]);
  });

  it.each([
    ['to nothing', '[a](gone.md)', 15],
    ['whose name differs in case', '[a](Notes.txt)', 15],
    ['by reference', 'See\n[a][1] there.\n\n[1]: gone.md', 16],
    ['by its own name', 'See [gone].\n\n[gone]: gone.md', 15],
    ['as an image', '![a](gone.png)', 15],
    ['around an image', '[![a](https://example.com/a.png)](gone.md)', 15],
    ['in HTML', '<a\n  href="gone.md">a</a>', 15],
    ['in a block of HTML', '<p>\nSee <a href="gone.md">a</a>\n</p>', 16],
    ['in a table', '| a |\n|---|\n| [b](gone.md) |', 17],
    ['in a nested list', '- a\n  - b\n    - [c](gone.md)', 17],
    ['in a heading', '### [a](gone.md)\n\nWords.', 15],
    ['in a footnote', 'Words[^1].\n\n[^1]: See [a](gone.md).', 17],
  ])('%s is dead, at its own line', (_, decision, line) => {
    expect(lint(decision).map(({ place }) => place)).toEqual([`${line} adr/link-dead`]);
  });

  it('that leaves the repository is dead, and the message says so', () => {
    const [found] = lint('[a](../../../other/README.md)');

    expect(found).toEqual({
      place: '15 adr/link-dead',
      message: 'The link "../../../other/README.md" leaves the repository.',
    });
  });

  it.each(['file:///etc/hosts', 'C:/notes.md'])('to a disk (%s) leaves the repository', (target) => {
    expect(lint(`[a](${target})`)).toMatchObject([
      { place: '15 adr/link-dead', message: `The link "${target}" leaves the repository.` },
    ]);
  });

  it('in the status of front matter is asked too', () => {
    const text = `---\nstatus: superseded by [ADR-2](gone.md)\n---\n${recordText()}`;

    const found = lintTree({ 'docs/adr/0001-one.md': text }, 'docs/adr');

    expect(found.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['2 adr/link-dead']);
  });
});

describe('the text of a link', () => {
  it.each([
    ['[ADR-2](TWO)', true],
    ['[ADR-0002 says](TWO#decision)', true],
    ['[two words](TWO)', true],
    ['[2. Two words](TWO)', true],
    ['[ADR-1 and ADR-2](TWO)', true],
    ['[XADR-3](TWO)', true],
    ['[ADR-3](notes.txt)', true],
    ['[ADR-3](https://example.com/0002-two.md)', true],
    ['[ADR-3](TWO)', false],
    ['[ADR 003](TWO)', false],
    ['[see *ADR-3*](TWO)', false],
    ['[ADR-3][2]\n\n[2]: TWO', false],
  ])('%s names its record: %s', (link, isRight) => {
    const found = lint(link.replace('TWO', '0002-two%20words.md')).map(({ place }) => place);

    expect(found).toEqual(isRight ? [] : ['15 adr/link-number-mismatch']);
  });
});
