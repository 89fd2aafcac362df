import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runProgram } from '../../../src/cli/program.ts';
import { makeRepository, removeFolders, type ScratchRepository } from '../../adapters/git/scratch-repository.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import { type Ending, makeFolder } from '../running.ts';

const read = (name: string) => readFileSync(new URL(`../../fixtures/incidents/${name}`, import.meta.url), 'utf8');
const [SOUND, MANUAL] = [read('sound.md'), read('manual-17.md')];
const LOG = 'documentation/incidents.md';

/** Runs `conclave incidents lint` once, on 6 October 2026. */
async function lint(folder: string, argv: readonly string[] = [], environment = {}): Promise<Ending> {
  const terminal = openTestTerminal({ folder, columns: 100, environment });
  const now = () => Date.parse('2026-10-06T12:00:00Z');
  const exitCode = await runProgram(['incidents', 'lint', ...argv], { ...terminal, now });
  return { exitCode, ...terminal.written() };
}

const Report = z.strictObject({
  version: z.literal(1),
  path: z.string(),
  base: z.string().nullable(),
  entries: z.int(),
  findings: z.array(
    z.strictObject({
      rule: z.string().startsWith('incident/'),
      line: z.int().positive(),
      entry: z.string().nullable(),
      message: z.string(),
      advice: z.string(),
      old: z.boolean(),
    }),
  ),
  notes: z.array(z.string()),
});

describe('conclave incidents lint', () => {
  let house: ScratchRepository;
  beforeEach(() => {
    house = makeRepository();
    house.write(LOG, SOUND);
    house.commit();
  });
  afterEach(removeFolders);

  it('has nothing to say of the configured log in order, but what it did not ask', async () => {
    expect(await lint(house.folder)).toEqual({
      exitCode: 0,
      output:
        `Incident log ${LOG}: 2 entries, nothing to mend\n\n` +
        'note: how the issues of follow-ups stand was not asked: there is no token, and no file of --issues\n',
      errors: '',
    });
  });

  it('finds the log that the configuration names', async () => {
    house.write('.github/conclave.yml', 'version: 1\nops:\n  incidents:\n    log: log/all.md\n');
    house.write('log/all.md', MANUAL);

    const { exitCode, output } = await lint(house.folder);

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^Incident log log\/all\.md: 5 entries, \d+ findings\n/);
  });

  it('tells each finding with its line, its rule and what to do', async () => {
    house.write('log.md', SOUND.replace('/ 40 min /', '/ 55 min /').replace('**Severity** : P1', '**Severity** : P2'));

    const { exitCode, output } = await lint(house.folder, ['log.md', '--issues', writeStates('{"814": "CLOSED"}')]);

    expect(exitCode).toBe(1);
    await expect(output).toMatchFileSnapshot('golden/lint.txt');
  });

  it('gives the same to programs', async () => {
    house.write('log.md', SOUND.replace('/ 40 min /', '/ 55 min /'));

    const { exitCode, output } = await lint(house.folder, ['log.md', '--json']);

    const report = Report.parse(JSON.parse(output));
    expect({ exitCode, ...report, notes: report.notes.length }).toMatchObject({
      ...{ exitCode: 1, path: 'log.md', base: null, entries: 2, notes: 1 },
      findings: [{ rule: 'incident/duration', line: 21, entry: '17.1', old: false }],
    });
  });

  it('compares with a ref: what was there may not change, and does not fail', async () => {
    house.write(LOG, MANUAL);
    house.commit();
    const grown = MANUAL.replace('17.X — Template', () => `${newEntry('17.6')}\n17.X — Template`);

    house.write(LOG, grown);
    const added = await lint(house.folder, ['--base', 'HEAD']);
    house.write(LOG, grown.replace('type-mismatch failure', 'type mismatch'));
    const changed = await lint(house.folder, ['--base', 'HEAD']);

    expect(added.exitCode).toBe(0);
    expect(added.output).toMatch(/: 6 entries, nothing to mend; \d+ findings in what stood at\sHEAD\n/);
    expect(changed.exitCode).toBe(1);
    expect(changed.output).toContain('✗ line 12: 17.1 was changed after it was written; the log is append-only.');
  });

  it('says when there was no log at the ref', async () => {
    house.write('new.md', SOUND);

    const { exitCode, output } = await lint(house.folder, ['new.md', '--base', 'HEAD']);

    expect(exitCode).toBe(0);
    expect(output).toContain('note: new.md was not there at HEAD, so nothing could be changed in it\n');
  });

  it('reads a log in a plain folder, and one without an entry', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'log.md'), '# Incidents\n');

    const { exitCode, output } = await lint(place.folder, ['log.md']);

    expect(exitCode).toBe(0);
    expect(output).toContain('Incident log log.md: 0 entries, nothing to mend\n\nnote: it holds no entry');
  });

  it('takes no words of a log for commands of a runner', async () => {
    house.write('log.md', SOUND.replace('fix 12:20 UTC', 'fix 12:20 UTC ##[error]x ~9h'));

    const { output } = await lint(house.folder, ['log.md']);

    expect(output).toContain('# #[error]x');
    expect(output).not.toContain('##[');
  });

  it.each([
    ['a log that is not there', ['gone.md'], 'conclave: gone.md: there is no incident log'],
    ['a link', ['link.md'], 'conclave: link.md: the log is a symbolic link, which is not followed'],
    ['a folder that is not there', ['--repo-dir', 'gone'], 'conclave: --repo: there is no folder'],
    ['a ref that is not there', ['--base', 'gone'], 'conclave: '],
    ['two logs', ['a.md', 'b.md'], 'conclave: "a.md, b.md" is too much for conclave incidents lint'],
    ['a file of states that is not there', ['--issues', 'gone.json'], 'there is no such file'],
    ['a file of states that is no JSON', ['--issues', LOG], 'it is no JSON'],
    ['a state that nobody knows', ['--issues', 'wrong.json'], 'the state "odd" of issue #814 is not known'],
    ['states in another form', ['--issues', 'list.json'], 'it is neither of the two forms'],
    ['a repository that is none', ['--repo', 'quant'], 'conclave: --repo: "quant" is no repository on GitHub'],
    ['a repository without a token', ['--repo', 'acme/quant'], 'conclave: GITHUB_TOKEN: there is no token'],
    ['two places of states', ['--repo', 'acme/quant', '--issues', 'list.json'], '--issues and --repo were both given'],
    ['an option without its value', ['--base', '--json'], 'conclave: --base has no value'],
  ])('refuses %s', async (_, argv, words) => {
    house.write('wrong.json', '{"814": "odd"}');
    house.write('list.json', '[1]');
    symlinkSync(join(house.folder, LOG), join(house.folder, 'link.md'));

    const { exitCode, output, errors } = await lint(house.folder, argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  function writeStates(json: string): string {
    mkdirSync(join(house.folder, 'states'), { recursive: true });
    house.write('states/issues.json', json);
    return 'states/issues.json';
  }
});

/** An entry in order that follows on the log of the manual. */
function newEntry(id: string): string {
  const [, , second = ''] = SOUND.split(/(?=^### )/m);
  return second
    .replace('17.2', id)
    .replace('95 %, same surface as §17.1', '95 %')
    .replace('; same surface as §17.1 within 24h', '')
    .replace('the fix of §17.1, ', '')
    .replace('| F3 |', '| F21 |');
}
