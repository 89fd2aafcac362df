import { describe, expect, it } from 'vitest';
import { lintFolder, recordText, someRecord } from '../some-records.ts';

const lint = (text: string): readonly string[] => lintFolder({ '0007-x.md': text }).map((each) => each.slice(10));

describe('the status of a record', () => {
  it.each([
    ['Accepted', 'accepted'],
    ['accepted (after the review)', 'accepted'],
    ['**Accepted**', 'accepted'],
    ['✅ Accepted.', 'accepted'],
    ['Accepté', 'accepted'],
    ['ACCEPTÉE le 3 mars', 'accepted'],
    ['Proposé', 'proposed'],
    ['Proposed | Accepted | Rejected', 'proposed'],
    ['Rejeté', 'rejected'],
    ['Déprécié', 'deprecated'],
    ['Obsolète', 'deprecated'],
    ['Amended by [ADR-8](https://example.com/8)', 'amended'],
    ['Remplacé par [ADR-8](https://example.com/8)', 'superseded'],
    ['Remplacée par ADR-8', 'superseded'],
    ['Superceded by ADR-8', 'superseded'],
    ['~~Proposed~~ Accepted', 'accepted'],
    ['* Accepted', 'accepted'],
    ['> Deprecated', 'deprecated'],
    ['| Rejected | by the board |\n|-|-|\n', 'rejected'],
    ['<!-- Rejected -->\n\nAccepted', 'accepted'],
    ['Status: accepted', 'accepted'],
    ['approved', 'other'],
    ['on ice', 'other'],
    ['not accepted', 'other'],
    ['Supersedes ADR-3', 'other'],
  ])('%j is read as %s', (status, expected) => {
    expect(someRecord(recordText({ status })).status).toBe(expected);
  });

  it.each([
    ['front matter first', '---\nstatus: rejected\n---\n\n* Status: accepted\n\n## Status\n\nProposed\n', 'rejected'],
    ['then a list line', '* Status : rejected\n\n## Status\n\nProposed\n', 'rejected'],
    ['with an emphasised label', '- **Statut :** accepté\n', 'accepted'],
    ['then a heading', '## Statut\n\nProposé\n', 'proposed'],
    ['a heading that is closed', '### Status ###\n\nProposed\n', 'proposed'],
    ['a front matter key that is empty is none', '---\nstatus:\n---\n## Status\n\nProposed\n', 'proposed'],
  ])('is looked for in front matter, list and heading: %s', (_, text, expected) => {
    expect(someRecord(text).status).toBe(expected);
  });

  it.each([
    ['a plain line', 'Status: accepted\n\n## Context\n\nWhy.\n', 1],
    ['a list line behind the first section', '## Context\n\n* Status: accepted\n', 1],
    ['a fence', '# x\n\n## Status\n\n```\nAccepted\n```\n\n## Context\n\nWhy.\n', 3],
    ['a comment', '# x\n\n## Status\n\n<!-- Accepted -->\n\n## Context\n\nWhy.\n', 3],
    ['an underlined heading with nothing below it', '# x\n\nStatus\n------\n\n## Context\n\nWhy.\n', 3],
  ])('does not stand in %s', (_, text, line) => {
    expect(lint(text)).toContain(`${line} adr/status-missing`);
  });

  it('that nobody knows is told where it stands', () => {
    const inFrontMatter =
      '\ufeff---\r\ndate: 2024-02-29\r\nstatus: approved\r\n---\r\n\r\n# x\r\n\r\n## Context\r\n\r\nWhy.\r\n';

    expect(lint(inFrontMatter)).toContain('3 adr/status-unknown');
    expect(lint(recordText({ status: '\nDone' }))).toEqual(['8 adr/status-unknown']);
  });
});

describe('the date of a record', () => {
  it.each([
    ['Date: 2024-02-29', '2024-02-29'],
    ['Date : 2024-02-29', '2024-02-29'],
    ['* date: 2024-02-29', '2024-02-29'],
    ['**Date**: 2024-02-29', '2024-02-29'],
    ['Author: a person\nDate: 2024-02-29', '2024-02-29'],
    ['Date: 2023-02-29', null],
    ['Date: 1900-02-29', null],
    ['Date: 2024-13-01', null],
    ['Date: 2024-00-10', null],
    ['Date: 2024-04-31', null],
    ['Date: 29.02.2024', null],
    ['Date: YYYY-MM-DD', null],
  ])('of %j is %s', (date, expected) => {
    expect(someRecord(recordText({ date })).date).toBe(expected);
    expect(lint(recordText({ date })).filter((each) => each.includes('date'))).toHaveLength(expected === null ? 1 : 0);
  });

  it.each(['', 'Date:', 'The date is 2024-02-29.'])('is missing in %j', (date) => {
    expect(lint(recordText({ date }))).toEqual(['1 adr/date-missing']);
  });

  it('does not stand behind the first section', () => {
    expect(lint(recordText({ date: '', rest: '\nDate: 2024-02-29\n' }))).toEqual(['1 adr/date-missing']);
  });

  it('that is quoted in front matter counts, and a number is no date', () => {
    const text = (date: string): string => recordText({ date: '' }).replace(/^/, `---\ndate: ${date}\n---\n`);

    expect(lint(text('"2024-02-29"'))).toEqual([]);
    expect(lint(text('20240229'))).toEqual(['2 adr/date-invalid']);
  });
});

describe('front matter that cannot be read', () => {
  it('is a finding, and nobody guesses what stood in it', () => {
    const text = `---\nstatus: accepted\ntitle: a: b\n---\n\n${recordText({ date: '' }).replace('## Status\n\nAccepted\n\n', '')}`;

    expect(lint(text)).toEqual(['3 adr/front-matter-invalid']);
  });

  it('is the finding of a file that holds nothing else', () => {
    expect(lint('---\n[\n---\n\nNotes.\n')).toEqual(['2 adr/front-matter-invalid']);
  });

  it('is not what stands between two rules', () => {
    expect(someRecord(`---\n\n# What\n\n---\n\n${recordText()}`).title).toBe('What');
  });
});

describe('the title of a record', () => {
  it.each(['', '> # What was decided', '```\n# What was decided\n```', '<!--\n# What\n-->', '#'])(
    'is missing in %j',
    (title) => {
      expect(lint(recordText({ title }))).toEqual(['1 adr/title-missing']);
    },
  );

  it('is the first heading of level 1, without marks', () => {
    const record = someRecord(recordText({ title: '\n# Keep `ticks` **forever** #\n\n# Another' }));

    expect(record).toMatchObject({ title: 'Keep ticks forever', heading: { text: 'Keep ticks forever', line: 2 } });
  });
});

describe('a file in the folder of records', () => {
  it.each([
    '',
    '# Minutes\n\nWe met.\n',
    '# x\n\n## Decision drivers\n\nNone.\n',
    '```\n## Decision\n```\n',
    '## Status\n',
  ])('%j is no record, and nothing else is said about it', (text) => {
    expect(lint(text)).toEqual(['1 adr/not-an-adr']);
  });

  it('with a status or one section is one, whatever it lacks', () => {
    expect(lint('* Status: accepted\n')).toEqual([
      '1 adr/date-missing',
      '1 adr/section-missing',
      '1 adr/title-missing',
    ]);
    expect(lint('Contexte et énoncé du problème\n---\n')).toContain('1 adr/section-empty');
  });

  it('that is longer than anybody writes is not read, and says so', () => {
    expect(lint(recordText({ rest: 'word '.repeat(60_000) }))).toEqual(['1 adr/unread']);
  });

  it('that is read in part says so', () => {
    expect(lint(recordText({ rest: '\n- a\n'.repeat(2_000) }))).toEqual(['1 adr/unread']);
  });
});
