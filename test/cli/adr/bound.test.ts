import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeFolder } from '../running.ts';
import { RECORDS, recordOf, runAdr, useRecordHouse } from './record-house.ts';

const house = useRecordHouse(RECORDS);

beforeEach(() => {
  house().git('switch', '--quiet', '--create', 'work');
});

const Report = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  base: z.string(),
  head: z.string(),
  records: z.int(),
  decisions: z.array(
    z.strictObject({
      number: z.int().nullable(),
      title: z.string(),
      path: z.string(),
      status: z.string(),
      changed: z.string().nullable(),
      whys: z.array(z.strictObject({ kind: z.string(), where: z.string(), words: z.string() })).min(1),
    }),
  ),
  questions: z.array(
    z.strictObject({
      kind: z.string(),
      name: z.string(),
      path: z.string(),
      line: z.int(),
      question: z.string(),
      write: z.string(),
    }),
  ),
  notes: z.array(z.string()),
});

async function readBound(argv: readonly string[] = []) {
  const { exitCode, output, errors } = await house().adr(['for', '--base', 'main', '--json', ...argv]);
  expect(errors.replaceAll(/^conclave: .*\n/gm, '')).toBe('');
  expect(exitCode).toBe(0);
  return Report.parse(JSON.parse(output));
}

/** A change that touches all three records, each in another way, and brings a service and a package. */
function change(): void {
  house().write('src/risk/limits.py', '# ADR-1\nLIMIT = 2\n');
  house().write('src/features/store.py', 'class FeatureStore:\n    pass  # ::error::x\n');
  house().write('requirements.txt', 'numpy==2.1\nredis==5.0\n');
  house().write('docker-compose.yml', 'services:\n  cache:\n    image: redis\n');
  house().git('add', '--all');
  house().git('commit', '--quiet', '--message', 'feat: keep features\n\nOrders stay as ADR-3 says.');
}

describe('conclave adr for', () => {
  it('lists what binds a change, why, and what may be a decision without a record', async () => {
    change();

    const { exitCode, output, errors } = await house().adr(['for', '--base', 'main']);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    const stable = output
      .replace(/conclave-\w+ at \w+/, 'quant at a1b2c3d')
      .replaceAll(/commit \w{7}/g, 'commit a1b2c3d');
    await expect(stable.replaceAll(/\(score [^)]*\)/g, '(score 1)')).toMatchFileSnapshot('golden/for.txt');
  });

  it('says the same as JSON', async () => {
    change();

    const { decisions, questions } = await readBound();

    expect(decisions.map(({ number, whys }) => [number, whys[0]?.kind])).toEqual([
      [1, 'invariant'],
      [2, 'path'],
      [3, 'citation'],
    ]);
    expect(questions.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['service cache', 'dependency redis']);
  });

  it('asks nothing when the change adds a record, which is told to bind it too', async () => {
    change();
    house().write('docs/adr/0004-redis.md', recordOf(4, 'Redis', '\n## Affected paths\n\n- `docker-compose.yml`\n'));
    house().commit();

    const { decisions, questions } = await readBound();

    expect(questions).toEqual([]);
    expect(decisions.find(({ number }) => number === 4)).toMatchObject({
      changed: 'added',
      whys: [{ words: 'the change adds this record' }, { where: 'docker-compose.yml' }],
    });
  });

  it('reads records and configuration as they are at the base', async () => {
    house().write(
      'docs/adr/0001-limits-stand-in-one-module.md',
      recordOf(1, 'Limits', '').replace('Accepted', 'Rejected'),
    );
    house().write('.github/conclave.yml', 'version: 1\nknowledge: { adrs: ["nowhere/*.md"] }\n');
    house().write('src/risk/limits.py', 'LIMIT = 3\n');
    house().commit();

    const { decisions, records } = await readBound();

    expect(records).toBe(3);
    expect(decisions[0]).toMatchObject({ number: 1, status: 'accepted', changed: 'modified' });
  });

  it('knows what other files at the base list', async () => {
    house().git('switch', '--quiet', 'main');
    house().write('worker/requirements.txt', 'redis\n');
    house().commit();
    house().git('switch', '--quiet', '--create', 'later');
    house().write('requirements.txt', 'numpy==2.0\nredis\n');
    house().commit();

    const { questions } = await readBound();

    expect(questions).toEqual([]);
  });

  it('looks at another head, and says what is not committed', async () => {
    change();
    house().write('later.py', 'x = 1\n');

    const named = await readBound(['--head', 'work']);
    const here = await readBound();

    expect(named.notes).toEqual([]);
    expect(here.notes).toEqual(['not committed, so not looked at: later.py']);
  });

  it('says that there are no records', async () => {
    house().git('rm', '--quiet', '-r', 'docs/adr');
    house().commit();
    house().git('branch', '--quiet', 'bare');
    house().write('Procfile', 'web: x\n');
    house().commit();

    const { exitCode, output } = await house().adr(['for', '--base', 'bare']);

    expect(exitCode).toBe(0);
    expect(output).toContain('1 file, no decision binds it');
    expect(output).toContain('there are no decision records at bare (docs/adr/**/*.md, documentation/adr/**/*.md)');
  });

  it.each([
    ['no base', [], '--base: no change was named'],
    ['a base that is not there', ['--base', 'gone'], '"gone" names no commit'],
    ['a base that is the head', ['--base', 'work'], 'are the same commit'],
    ['a base without a value', ['--base', '--json'], '--base has no value'],
  ])('is refused with %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await house().adr(['for', ...argv]);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it('is refused outside of a repository', async () => {
    using plain = makeFolder();

    const { exitCode, errors } = await runAdr(['for', '--base', 'main'], { folder: plain.folder });

    expect(exitCode).toBe(2);
    expect(errors).toContain('is not in a git repository');
  });
});
