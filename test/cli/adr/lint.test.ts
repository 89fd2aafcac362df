import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeFolder } from '../running.ts';
import { RECORDS, recordOf, runAdr, useRecordHouse } from './record-house.ts';

const house = useRecordHouse(RECORDS);

const Report = z.strictObject({
  version: z.literal(1),
  records: z.int(),
  errors: z.int(),
  warnings: z.int(),
  findings: z.array(
    z.strictObject({
      file: z.string(),
      line: z.int().positive(),
      rule: z.string().startsWith('adr/'),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      expected: z.string().optional(),
      advice: z.string().optional(),
    }),
  ),
  notes: z.array(z.string()),
});

/** What `--json` says, as `file:line rule`. */
function read(output: string): readonly string[] {
  return Report.parse(JSON.parse(output)).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

/** Faults of several kinds, with words that a runner would obey. */
function breakRecords(): void {
  house().write(
    'docs/adr/0005-orders.md',
    '# Orders\n\n::error::x\n\n## Status\n\nPerhaps ##[x]\n\n## Context\n\nA.\n\n## Decision\n\n## Consequences\n\nSee [ADR-3](../../gone.md).\n',
  );
  house().write('docs/adr/notes.md', 'Some words.\n');
  house().write('src/a.py', '# as ADR-77 asks\n');
}

describe('conclave adr lint', () => {
  it('has nothing to say of records in order', async () => {
    const { exitCode, output, errors } = await house().adr(['lint']);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^Decision records of conclave-\w+: 3 records, nothing to mend\n$/);
  });

  it('fails for an error and says what, where and what to do', async () => {
    breakRecords();

    const { exitCode, output } = await house().adr(['lint']);

    expect(exitCode).toBe(1);
    await expect(output.replace(/conclave-\w+/, 'quant')).toMatchFileSnapshot('golden/lint.txt');
  });

  it('says the same as Markdown', async () => {
    breakRecords();

    const { exitCode, output } = await house().adr(['lint', '--format', 'markdown']);

    expect(exitCode).toBe(1);
    await expect(output).toMatchFileSnapshot('golden/lint.md');
  });

  it('says the same as JSON, of which no line is a command', async () => {
    breakRecords();

    const { exitCode, output } = await house().adr(['lint', '--json']);

    expect(exitCode).toBe(1);
    expect(output).not.toMatch(/^\s*::|##\[/m);
    expect(read(output)).toContain('src/a.py:1 adr/reference-unknown');
  });

  it('passes with warnings alone', async () => {
    house().write('docs/adr/0005-later.md', recordOf(5, 'Later'));

    const { exitCode, output } = await house().adr(['lint', '--json']);

    expect(exitCode).toBe(0);
    expect(read(output)).toEqual(['docs/adr/0005-later.md:1 adr/sequence-gap']);
  });

  it('reads what is not committed, and not what is ignored', async () => {
    house().write('.gitignore', 'build/\n');
    house().write('build/a.md', 'ADR-99\n');
    house().write('notes.md', 'ADR-98\n');

    const { output } = await house().adr(['lint', '--json']);

    expect(read(output)).toEqual(['notes.md:1 adr/reference-unknown']);
  });

  it('looks for citations in no file that is left out', async () => {
    house().write('test/fixtures/a.md', 'ADR-99\n');
    house().write('notes.md', 'ADR-98\n');

    const { exitCode, output } = await house().adr([
      'lint',
      '--json',
      '--except',
      'test/fixtures/',
      '--except',
      '*.md',
    ]);

    expect({ exitCode, found: read(output) }).toEqual({ exitCode: 0, found: [] });
  });

  it('takes the folders that are named, and else those of the configuration', async () => {
    house().write('decisions/0001-a.md', recordOf(2, 'A'));
    const named = await house().adr(['lint', 'decisions', '--json']);
    house().write('.github/conclave.yml', 'version: 1\nknowledge: { adrs: ["decisions/*.md"] }\n');

    const configured = await house().adr(['lint', '--json']);

    expect(read(named.output)).toContain('decisions/0001-a.md:1 adr/number-filename-mismatch');
    expect(configured.output).toBe(named.output);
  });

  it('passes where there is no record only when asked to', async () => {
    house().git('rm', '--quiet', '-r', 'docs/adr');

    const asked = await house().adr(['lint', '--if-any']);
    const usual = await house().adr(['lint']);

    expect([asked.exitCode, usual.exitCode]).toEqual([0, 2]);
    expect(asked.output).toContain('note: there is no decision record (docs/adr/**/*.md, documentation/adr/**/*.md)');
  });

  it('is found from a folder below, with its folders by where one stands', async () => {
    const below = join(house().folder, 'docs');

    const { exitCode, output } = await house().adr(['lint', 'adr', '--json'], { folder: below });

    expect({ exitCode, records: Report.parse(JSON.parse(output)).records }).toEqual({ exitCode: 0, records: 3 });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['Latin-1', Buffer.from('# 4. Été\n', 'latin1'), 'not UTF-8', 'Save it as UTF-8.'],
    ['UTF-16', Buffer.from('\ufeff# 4. A\n', 'utf16le'), 'UTF-16, not UTF-8', 'Save it as UTF-8.'],
    ['no text', Buffer.from('a\0b'), 'binary', 'Save it as UTF-8.'],
    ['over 2 MB', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'over 2 MB', 'Move what is long into a file of its own.'],
  ])('since it is %s is a finding', async (_, bytes, why, advice) => {
    house().write('docs/adr/0004-a.md', bytes);

    const { exitCode, output } = await house().adr(['lint', '--json']);

    expect(exitCode).toBe(1);
    expect(read(output)).toEqual(['docs/adr/0004-a.md:1 adr/unread']);
    expect(output).toContain(`it is ${why}.`);
    expect(output).toContain(advice);
  });

  it('since it is a symbolic link is noted', async () => {
    using elsewhere = makeFolder();
    writeFileSync(join(elsewhere.folder, 'a.md'), '# 4. Elsewhere\n');
    symlinkSync(join(elsewhere.folder, 'a.md'), join(house().folder, 'docs/adr/0004-a.md'));

    const { exitCode, output } = await house().adr(['lint', '--json']);

    expect({ exitCode, found: read(output) }).toEqual({ exitCode: 0, found: [] });
    expect(Report.parse(JSON.parse(output)).notes).toEqual([
      'docs/adr/0004-a.md is behind a symbolic link, which is not followed, so it was not read',
    ]);
  });

  it('since it is long keeps its citations for itself, which is noted', async () => {
    house().write('data.txt', `ADR-99\n${'x'.repeat(1024 * 1024)}`);

    const { output } = await house().adr(['lint', '--json']);

    expect(read(output)).toEqual([]);
    expect(output).toContain('citations were not looked for in data.txt, over 1 MB');
  });

  it('of another encoding is noted as well, by its reason', async () => {
    for (const name of ['a.txt', 'b.txt']) {
      writeFileSync(join(house().folder, name), Buffer.from('Décidé : ADR-99\n', 'latin1'));
    }

    const { output } = await house().adr(['lint', '--json']);

    expect(output).toContain('citations were not looked for in a.txt and 1 more, not UTF-8');
  });
});

describe('a plain folder', () => {
  it('is linted too, without citations in other files', async () => {
    using plain = makeFolder();
    writeFileSync(join(plain.folder, '0001-a.md'), recordOf(2, 'A'));
    writeFileSync(join(plain.folder, 'a.py'), '# ADR-99\n');

    const { exitCode, output } = await runAdr(['lint', '.', '--json'], { folder: plain.folder });

    expect(exitCode).toBe(1);
    expect(read(output)).toEqual(['0001-a.md:1 adr/number-filename-mismatch']);
    expect(output).toContain('this is no git repository, so citations in other files were not looked for');
  });
});

describe('wrong use', () => {
  it.each([
    ['a folder that is not there', ['lint', 'gone'], 'there is no folder'],
    ['a file in place of a folder', ['lint', 'requirements.txt'], 'is no folder'],
    ['a folder without records', ['lint', 'src'], 'no decision record was found'],
    ['a folder outside', ['lint', '..'], 'lies outside of'],
    ['a repository that is not there', ['lint', '--repo', 'gone'], 'there is no folder'],
    ['an unknown format', ['lint', '--format', 'md'], 'unknown format "md"'],
    ['two formats', ['lint', '--json', '--format', 'text'], '--json and --format were both given'],
    ['a pattern that is none', ['lint', '--except', '!a'], '"!a" is no pattern of paths'],
    ['an option without a value', ['lint', '--repo', '--json'], '--repo has no value'],
  ])('by %s is told', async (_, argv, words) => {
    const { exitCode, output, errors } = await house().adr(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it('by a folder that is a symbolic link is told', async () => {
    symlinkSync('docs', join(house().folder, 'linked'));

    const { exitCode, errors } = await house().adr(['lint', 'linked']);

    expect(exitCode).toBe(2);
    expect(errors).toContain('is a symbolic link, which is not followed');
  });

  it('by a configuration that cannot be read is told', async () => {
    house().write('.github/conclave.yml', 'version: 1\nknowlege: {}\n');

    const { exitCode, errors } = await house().adr(['lint']);

    expect(exitCode).toBe(2);
    expect(errors).toContain('.github/conclave.yml:2');
  });
});
