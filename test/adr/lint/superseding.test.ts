import { describe, expect, it } from 'vitest';
import { lintFolder, recordText } from '../some-records.ts';

/** Three records in a row, with what each one has in its status. */
function lint(...statuses: readonly string[]): readonly string[] {
  const records = statuses.map((status, index) => [`${index + 1}-x.md`, recordText({ status })] as const);
  return lintFolder(Object.fromEntries(records));
}

const OLD = 'Superseded by [ADR-2](2-x.md)';

describe('superseding', () => {
  it.each([
    ['a line of the status', 'Accepted\n\nSupersedes [ADR-1](1-x.md)'],
    ['a line of one paragraph', 'Accepted\nSupersedes [ADR-1](1-x.md)'],
    ['a bare id', 'Accepted\n\nSupersedes ADR-0001.'],
    ['an id with a blank', 'Accepted\n\nSupersedes ADR 1: what was decided'],
    ['a colon', 'Accepted\n\n**Supersedes**: [One](1-x.md)'],
    ['a list item', 'Accepted\n\n* Supersedes [ADR-1](1-x.md)'],
    ['a list item in lower case', 'Accepted\n\n* supersedes [ADR-1](1-x.md)'],
    ['a list below it', 'Accepted\n\nSupersedes:\n\n* [ADR-1](1-x.md)'],
    ['a list within its item', 'Accepted\n\n* Supersedes\n  * [ADR-1](1-x.md)'],
    ['a reference', 'Accepted\n\nSupersedes [one][1]\n\n[1]: 1-x.md'],
    ['a line that ends before the link', 'Accepted\n\nSupersedes\n[ADR-1](1-x.md)'],
    ['a quote', 'Accepted\n\n> Supersedes [ADR-1](1-x.md)'],
    ['French', 'Accepté\n\nRemplace [ADR-1](1-x.md)'],
    ['the spelling of adr-tools', 'Accepted\n\nSupercedes [1. What was decided](1-x.md)'],
    ['a section of its own', 'Accepted\n\n## Links\n\nSupersedes [ADR-1](1-x.md "the first")'],
    ['an address with an id', 'Accepted\n\nSupersedes [ADR-1](https://example.com/adr/1)'],
  ])('is claimed by %s', (_, status) => {
    expect(lint(OLD, status)).toEqual([]);
  });

  it.each([
    ['prose', 'Accepted\n\nIt supersedes [ADR-1](1-x.md).'],
    ['a line of prose that happens to begin so', 'Accepted\n\nA new feed, which\nsupersedes [ADR-1](1-x.md), came.'],
    ['a code span', 'Accepted\n\n`Supersedes ADR-1`'],
    ['a fence', 'Accepted\n\n```\nSupersedes ADR-1\n```'],
    ['a comment', 'Accepted\n\n<!-- Supersedes ADR-1 -->'],
    ['a longer word', 'Accepted\n\nRemplacement de [ADR-1](1-x.md)'],
    ['a remark of the status', 'Accepted (supersedes [ADR-1](1-x.md))'],
    [
      'a second record behind other words',
      'Accepted\n\nSupersedes [the web](https://example.com), not [ADR-1](1-x.md)',
    ],
    ['an amendment', 'Accepted\n\nAmends [ADR-1](1-x.md)'],
  ])('is not claimed by %s', (_, status) => {
    expect(lint(OLD, status)).toEqual(['1-x.md:7 adr/supersede-not-reciprocal']);
  });

  it.each([
    'Superseded by [ADR-2](2-x.md)',
    'superseded by ADR-2',
    'Superseded ([ADR-2](2-x.md), in spring)',
    'Superseded\n\nSuperseded by [ADR-2](2-x.md)',
    'Accepted\n\nSuperseded by: [ADR-2](2-x.md)',
    'Remplacé par [ADR-2](2-x.md)',
    'REMPLACE PAR ADR-2',
    'Remplace\u0301 par ADR-2',
  ])('is answered by the status %j', (status) => {
    expect(lint(status, 'Accepted\n\nSupersedes [ADR-1](1-x.md)')).toEqual([]);
  });

  it('is answered by a list line and by front matter', () => {
    const newer = recordText({ status: 'Accepted\n\nSupersedes [ADR-1](1-x.md)' });
    const listed = recordText({ date: 'Date: 2024-02-29\n\n* Status: superseded by [ADR-2](2-x.md)', status: '' });
    const inFront = `---\nstatus: "remplacé par ADR-2"\n---\n${recordText()}`;

    expect(lintFolder({ '1-x.md': listed, '2-x.md': newer })).toEqual([]);
    expect(lintFolder({ '1-x.md': inFront, '2-x.md': newer })).toEqual([]);
  });

  it('of several records at once is asked of each', () => {
    const both = 'Accepted\n\nSupersedes [ADR-1](1-x.md) (the old one), ADR-2 and [ADR-3](3-x.md); see [ADR-5](5-x.md)';

    const found = lint('Superseded by ADR-4', 'Superseded by ADR-4', 'Accepted', both, 'Accepted');

    expect(found).toEqual(['4-x.md:9 adr/supersede-not-reciprocal']);
  });

  it('without a successor is told at the status', () => {
    expect(lint('Superseded', 'Accepted')).toEqual(['1-x.md:7 adr/superseded-without-successor']);
    expect(lint('Superseded by events', 'Accepted')).toEqual(['1-x.md:7 adr/superseded-without-successor']);
  });

  it('by a file that is no record has no successor', () => {
    const files = { '1-x.md': recordText({ status: 'Superseded by [the guide](README.md)' }), 'README.md': '' };

    expect(lintFolder(files)).toEqual(['1-x.md:7 adr/superseded-without-successor']);
  });

  it('by a record that there is not is told once', () => {
    expect(lint('Superseded by ADR-9', 'Accepted')).toEqual(['1-x.md:7 adr/supersede-not-reciprocal']);
    expect(lint('Superseded by [ADR-9](9-x.md)', 'Accepted')).toEqual(['1-x.md:7 adr/link-dead']);
  });

  it('in a ring of two is told on both', () => {
    const found = lint(
      'Superseded by [ADR-2](2-x.md)\n\nSupersedes [ADR-2](2-x.md)',
      'Supersedes [ADR-1](1-x.md)\n\nSuperseded by [ADR-1](1-x.md)',
    );

    expect(found.filter((each) => each.includes('cycle'))).toEqual([
      '1-x.md:7 adr/supersede-cycle',
      '2-x.md:9 adr/supersede-cycle',
    ]);
  });

  it('of itself is a ring', () => {
    expect(lint('Superseded by ADR-1\n\nSupersedes ADR-1')).toEqual(['1-x.md:7 adr/supersede-cycle']);
  });

  it('of one another after the other is no ring', () => {
    const found = lint(OLD, 'Superseded by ADR-3\n\nSupersedes ADR-1', 'Accepted\n\nSupersedes ADR-2');

    expect(found).toEqual([]);
  });

  it('by a rejected record is told at the claim, also in French', () => {
    expect(lint(OLD, 'Rejected\n\nSupersedes ADR-1')).toEqual(['2-x.md:9 adr/rejected-supersedes']);
    expect(lint(OLD, 'Rejeté\n\nRemplace [ADR-1](1-x.md)')).toEqual(['2-x.md:9 adr/rejected-supersedes']);
  });

  it('of one of two records with a number is answered by either', () => {
    const found = lintFolder({
      '1-x.md': recordText({ status: OLD }),
      '0001-y.md': recordText(),
      '2-x.md': recordText({ status: 'Accepted\n\nSupersedes ADR-1' }),
    });

    expect(found.filter((each) => !each.includes('duplicate'))).toEqual([]);
  });
});
