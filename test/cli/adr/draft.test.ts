import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../running.ts';
import { RECORDS, recordOf, runAdr, useRecordHouse } from './record-house.ts';

const house = useRecordHouse(RECORDS);

describe('conclave adr new', () => {
  it('writes the next record, which is in order', async () => {
    const { exitCode, output, errors } = await house().adr(['new', 'Keep  ticks as Parquet']);

    const path = 'docs/adr/0004-keep-ticks-as-parquet.md';
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: `${path}\n` });
    expect(errors).toBe('conclave: write its sections, then check it with conclave adr lint\n');
    await expect(readFileSync(join(house().folder, path), 'utf8')).toMatchFileSnapshot('golden/new.md');
    expect((await house().adr(['lint'])).exitCode).toBe(0);
  });

  it('takes the next number each time', async () => {
    const outputs = [await house().adr(['new', 'A']), await house().adr(['new', 'A'])].map(({ output }) => output);

    expect(outputs).toEqual(['docs/adr/0004-a.md\n', 'docs/adr/0005-a.md\n']);
  });

  it('shows it and writes nothing when asked to', async () => {
    const { exitCode, output, errors } = await house().adr(['new', 'Keep ticks', '--dry-run']);

    expect(exitCode).toBe(0);
    expect(output).toContain('# 4. Keep ticks\n');
    expect(errors).toContain('nothing was written (--dry-run); it would be docs/adr/0004-keep-ticks.md');
    expect(readdirSync(join(house().folder, 'docs/adr'))).toHaveLength(4);
  });

  it('tells path, number and text as JSON', async () => {
    const { output, errors } = await house().adr(['new', 'Keep ticks', '--json']);

    expect(JSON.parse(output)).toEqual({
      version: 1,
      path: 'docs/adr/0004-keep-ticks.md',
      number: 4,
      written: true,
      text: readFileSync(join(house().folder, 'docs/adr/0004-keep-ticks.md'), 'utf8'),
    });
    expect(errors).toBe('');
  });

  it('takes an emoji of several parts', async () => {
    const { exitCode, output } = await house().adr(['new', '\u{1f468}\u200d\u{1f469} pairs review']);

    expect({ exitCode, output }).toEqual({ exitCode: 0, output: 'docs/adr/0004-pairs-review.md\n' });
  });

  it('writes into the folder that is named', async () => {
    house().write('decisions/ADR-07-a.md', recordOf(7, 'A'));

    const { output } = await house().adr(['new', 'B', '--folder', 'decisions']);

    expect(output).toBe('decisions/ADR-08-b.md\n');
  });

  it('keeps the line ends of the folder', async () => {
    house().write('crlf/0001-a.md', recordOf(1, 'A').replaceAll('\n', '\r\n'));

    await house().adr(['new', 'B', '--folder', 'crlf']);

    expect(readFileSync(join(house().folder, 'crlf/0002-b.md'), 'utf8')).toMatch(/^# 2\. B\r\n\r\nDate/);
  });

  it('makes the first record of a plain folder', async () => {
    using plain = makeFolder();

    const { output } = await runAdr(['new', 'Record decisions'], { folder: plain.folder });

    expect(output).toBe('docs/adr/0001-record-decisions.md\n');
    expect(existsSync(join(plain.folder, 'docs/adr/0001-record-decisions.md'))).toBe(true);
  });

  it('does not write through a symbolic link', async () => {
    using plain = makeFolder();
    using elsewhere = makeFolder();
    symlinkSync(elsewhere.folder, join(plain.folder, 'docs'));

    const { exitCode, errors } = await runAdr(['new', 'A'], { folder: plain.folder });

    expect(exitCode).toBe(2);
    expect(errors).toContain('docs: something stands where the record is to be written');
    expect(readdirSync(elsewhere.folder)).toEqual([]);
  });

  it.each([
    ['no title', ['new'], 'no title was named'],
    ['a title without quotation marks', ['new', 'Keep', 'ticks'], 'one title; put it in quotation marks'],
    ['an empty title', ['new', ' '], 'the title is empty'],
    ['a title that is too long', ['new', 'x'.repeat(201)], 'the title has 201 characters'],
    ['a title with an escape sequence', ['new', 'a\u001b[2J'], 'the title holds a control character'],
    ['a title with a number', ['new', '12. Keep ticks'], 'the title carries the number 12'],
    ['a title that begins with an id', ['new', 'ADR-4: Keep ticks'], 'the title carries the number 4'],
    ['a folder that is not there', ['new', 'a', '--folder', 'gone'], '--folder: there is no folder'],
    ['a folder outside', ['new', 'a', '--folder', '..'], 'lies outside of'],
    ['a folder without a name', ['new', 'a', '--folder', '--dry-run'], '--folder has no value'],
  ])('is refused with %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await house().adr(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });
});
