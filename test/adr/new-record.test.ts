import { describe, expect, it } from 'vitest';
import { readStyle } from '../../src/adr/new-record/style.ts';
import { draftRecord, type NamedText } from '../../src/adr/new-record.ts';
import { readRecord } from '../../src/adr/reading.ts';
import { cleanCorpora, corpora } from './case-corpora.ts';
import { lintTree } from './some-records.ts';

const DATE = '2026-11-20';

/** The next record of a folder that holds these texts by their names. */
function draft(texts: Readonly<Record<string, string>>, title = 'Keep ticks') {
  const records: readonly NamedText[] = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return draftRecord({ title, date: DATE, names: Object.keys(texts), records });
}

/** The files directly in a folder, by their names. */
function filesIn(files: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  const inside = Object.entries(files).filter(([path]) => path.slice(0, path.lastIndexOf('/')) === folder);
  return Object.fromEntries(inside.map(([path, text]) => [path.slice(folder.length + 1), text]));
}

const errorsIn = (files: Readonly<Record<string, string>>, folder: string) =>
  lintTree(files, folder).filter(({ severity }) => severity === 'error');

describe('the next record of a folder', () => {
  it.each(corpora)('brings no error into $id', ({ files, config: { folder } }) => {
    const { name, text } = draft(filesIn(files, folder));

    const before = errorsIn(files, folder);
    const after = errorsIn({ ...files, [`${folder}/${name}`]: text }, folder);

    expect(Object.keys(files)).not.toContain(`${folder}/${name}`);
    expect(after).toEqual(before);
  });

  it.each(cleanCorpora)('is written as the newest one of $id', async ({ id, files, config: { folder } }) => {
    const { name, text } = draft(filesIn(files, folder), 'Garder les événements à part');

    await expect(`${folder}/${name}\n\n${text}`.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`golden/new-${id}.md`);
  });

  it('is the first one of Nygard in an empty folder', async () => {
    const { name, text } = draft({});

    expect(name).toBe('0001-keep-ticks.md');
    await expect(text).toMatchFileSnapshot('golden/new-first.md');
  });

  it('has the line ends of the others', () => {
    const crlf = draft({ '0001-a.md': '# 1. A\r\n\r\n## Status\r\n\r\nAccepted\r\n' }).text;

    expect(crlf.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps the capital letters and the list of the newest one', () => {
    const { text } = draft({ '0001-a.md': '# A\n\n* Status: accepted\n* Date: 2024-01-01\n\n## Decision Outcome\n' });

    expect(text).toContain(
      '# Keep ticks\n\n- Status: proposed\n- Date: 2026-11-20\n\n## Context and Problem Statement\n',
    );
  });
});

describe('its title', () => {
  it.each([
    ['a link', 'Prefer [y](z) and [y][]'],
    ['a tag', 'Drop <b> and <!-- notes'],
    ['hashes at its end', 'Port to C #'],
    ['code', 'Keep `a[0](b) < c` as it is'],
  ])('may hold %s, and reads as it was given', (_, title) => {
    const { name, text } = draft({}, title);

    const record = readRecord(`docs/adr/${name}`, text);

    expect(record).toMatchObject({ kind: 'record', title: `1. ${title.replaceAll('`', '')}` });
    expect(errorsIn({ [`docs/adr/${name}`]: text }, 'docs/adr')).toEqual([]);
  });
});

describe('its file', () => {
  const nameAfter = (...names: readonly string[]) => draft(Object.fromEntries(names.map((name) => [name, '']))).name;

  it.each([
    [['0007-a.md'], '0008-keep-ticks.md'],
    [['ADR-007-a.md'], 'ADR-008-keep-ticks.md'],
    [['adr-0099-a.md', 'adr-0100-b.md'], 'adr-0101-keep-ticks.md'],
    [['ADR-98-a.md', 'ADR-0101-b.md'], 'ADR-0102-keep-ticks.md'],
    [['9-a.md'], '10-keep-ticks.md'],
    [['099_a.md'], '100_keep-ticks.md'],
    [['0001-a.md', '0005-b.md', '0005-c.md'], '0006-keep-ticks.md'],
    [['0000-template.md', 'README.md', '0003-picture.png'], '0001-keep-ticks.md'],
    [['template.md', '0002-template-engine.md'], '0003-keep-ticks.md'],
  ])('after %j is %s', (names, name) => {
    expect(nameAfter(...names)).toBe(name);
  });

  it.each([
    ['Événements & œuvres: l’état', '0001-evenements-oeuvres-l-etat.md'],
    ['../../etc/passwd', '0001-etc-passwd.md'],
    ['价格', '0001-record.md'],
    [`${'long '.repeat(40)}`, '0001-long-long-long-long-long-long-long-long-long-long-long-long.md'],
  ])('for the title %s is %s', (title, name) => {
    expect(draft({}, title).name).toBe(name);
  });

  it('is never one that is there, also where case does not count', () => {
    expect(nameAfter('0001-Keep-Ticks.txt', '0001-KEEP-TICKS.MD')).toBe('0001-keep-ticks-2.md');
  });
});

describe('the style of a folder', () => {
  it('is not taken from what a fence or a comment of its newest record shows', () => {
    const fenced = [
      '# 7. Keep ticks',
      '',
      '## Status',
      '',
      'Accepted',
      '',
      '## Context',
      '',
      '<!--',
      '## Affected paths',
      '-->',
      '',
      '````markdown',
      '```yaml',
      'status: draft',
      '```',
      '# ADR-0099: Other',
      '## Decision Outcome',
      '## Invariants',
      '````',
      '',
      '## Decision',
      '',
      'We keep them.',
      '',
    ].join('\n');

    expect(readStyle([{ name: '0007-keep-ticks.md', text: fenced }])).toMatchObject({
      template: 'nygard',
      title: { kind: 'dotted' },
      status: 'heading',
      sections: [],
    });
  });
});
