import { describe, expect, it } from 'vitest';
import { citationsIn } from '../../../src/adr/lint/citations.ts';
import { lintTree, recordText } from '../some-records.ts';

describe('a citation outside the records', () => {
  it.each([
    ['see ADR-7', [7]],
    ['(ADR-0007)', [7]],
    ['[ADR-7](docs/adr/ADR-08-x.md)', [7, 8]],
    ['_ADR-7_ -ADR-8', [7, 8]],
    ['ADR-7, ADR-7', [7]],
    ['XADR-7 2ADR-7 éADR-7 𝐀ADR-7', []],
    ['ADR-adjusted, ADR 7, adr-7, ADR-', []],
  ])('in %j names %j', (text, numbers) => {
    expect(citationsIn('a.py', text).map(({ number }) => number)).toEqual(numbers);
  });

  it('is told with its line, whatever ends the lines', () => {
    const found = citationsIn('a.py', 'ADR-1\r\n\r\nADR-2 ADR-3\nx\nADR-2');

    expect(found).toEqual([
      { path: 'a.py', line: 1, number: 1 },
      { path: 'a.py', line: 3, number: 2 },
      { path: 'a.py', line: 3, number: 3 },
      { path: 'a.py', line: 5, number: 2 },
    ]);
  });

  it('is wrong when the record is superseded or does not exist, and right otherwise', () => {
    const found = lintTree(
      {
        'docs/adr/1-a.md': recordText({ status: 'Superseded by ADR-2' }),
        'docs/adr/2-b.md': recordText({ status: 'Accepted\n\nSupersedes ADR-1' }),
        'docs/adr/3-c.md': recordText({ status: 'Rejected' }),
        'docs/adr/4-d.md': recordText({ status: 'Deprecated' }),
        'docs/adr/README.md': 'ADR-1 was replaced, ADR-77 is a joke.',
        'docs/adr/template.md': 'superseded by ADR-123',
        'docs/README.md': 'ADR-78',
        'docs/adr/diagram.puml': "' ADR-1",
        'src/a.py': '# ADR-2 ADR-3 ADR-4\n# ADR-1\n# ADR-5',
      },
      'docs/adr',
    );

    expect(found).toEqual([
      expect.objectContaining({ file: 'docs/README.md', line: 1, rule: 'adr/reference-unknown' }),
      expect.objectContaining({ file: 'docs/adr/diagram.puml', line: 1, rule: 'adr/reference-superseded' }),
      expect.objectContaining({ file: 'src/a.py', line: 2, message: 'ADR-1 is cited, and it is superseded by ADR-2.' }),
      expect.objectContaining({ file: 'src/a.py', line: 3, rule: 'adr/reference-unknown' }),
    ]);
  });

  it('of a record that could not be read is not called unknown', () => {
    const found = lintTree(
      { 'docs/adr/1-a.md': recordText({ rest: 'word '.repeat(60_000) }), 'a.py': '# ADR-1' },
      'docs/adr',
    );

    expect(found.map(({ rule }) => rule)).toEqual(['adr/unread']);
  });
});
