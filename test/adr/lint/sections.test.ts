import { describe, expect, it } from 'vitest';
import { sectionKind } from '../../../src/adr/wording.ts';
import { lintFolder, recordText, someRecord } from '../some-records.ts';

const lint = (text: string): readonly string[] => lintFolder({ '0007-x.md': text }).map((each) => each.slice(10));

describe('a heading', () => {
  it.each([
    ['CONTEXT', 'context'],
    ['Context and Problem Statement', 'context'],
    ['Contexte et problème', 'context'],
    ['Contexte et énoncé du problème', 'context'],
    ['Décision', 'decision'],
    ['Decision Outcome:', 'decision'],
    ['Résultat de la décision', 'decision'],
    ['Conséquences négatives', 'consequences'],
    ['Positive Consequences', 'consequences'],
    ['Statut', 'status'],
    ['Invariants', 'invariants'],
    ['Affected paths', 'paths'],
    ['Chemins concernés', 'paths'],
    ['Decision Drivers', 'other'],
    ['Considered Options', 'other'],
    ['Options envisagées', 'other'],
    ['Decisions', 'other'],
  ])('%j begins a section of kind %s', (heading, kind) => {
    expect(sectionKind(heading)).toBe(kind);
  });
});

describe('a section', () => {
  it.each([
    ['words', 'We do it.'],
    ['a fence', '```text\n```'],
    ['indented code', '    run this'],
    ['a table', '| a |\n|---|\n| b |'],
    ['an image', '![the plan](https://example.com/plan.png)'],
    ['a link', '[here](https://example.com)'],
    ['a quote', '> We do it.'],
    ['a subsection with words', '### Why\n\nBecause.'],
    ['a subsection of a subsection', '### Why\n\n#### In short\n\nBecause.'],
    ['HTML with words', '<details>It is so.</details>'],
  ])('that holds %s is not empty', (_, decision) => {
    expect(lint(recordText({ decision }))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a comment', '<!-- We will … -->'],
    ['a long comment', '<!--\n\n## We\n\nwill\n-->'],
    ['a code span', '`x = 1`'],
    ['empty subsections', '### Why\n\n### How'],
    ['an empty list', '-\n-'],
    ['a definition', '[a]: https://example.com'],
    ['a rule', '***'],
  ])('that holds only %s is empty', (_, decision) => {
    expect(lint(recordText({ decision }))).toEqual(['13 adr/section-empty']);
  });

  it('of each name is asked for by itself', () => {
    const text = recordText({ rest: '\n### Positive Consequences\n\n### Negative Consequences\n\nIt costs.\n' });

    expect(lint(text)).toEqual(['21 adr/section-empty']);
  });

  it('does not stand in a quote or a list', () => {
    expect(lint(recordText().replace('## Decision', '> ## Decision'))).toEqual(['1 adr/section-missing']);
    expect(lint(recordText().replace('## Decision', '- ## Decision'))).toEqual(['1 adr/section-missing']);
  });

  it('is read with its text as it stands', () => {
    const text = recordText({ decision: 'We `do`\r\n*it*.\r\n\r\n### When\r\n\r\nNow.' });

    const section = someRecord(text).sections.find(({ kind }) => kind === 'decision');

    expect(section).toEqual({
      kind: 'decision',
      heading: 'Decision',
      line: 13,
      level: 2,
      text: 'We `do`\n*it*.\n\n### When\n\nNow.',
      isEmpty: false,
    });
  });
});
