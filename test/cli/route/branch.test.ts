import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type MatchedRow, Route } from '../../../src/routing/route.ts';
import { makeRepository, removeFolders } from '../../adapters/git/scratch-repository.ts';
import type { TestTerminalOptions } from '../../fixtures/test-terminal.ts';
import { run } from '../running.ts';

const repository = makeRepository();
const notes = mkdtempSync(join(tmpdir(), 'conclave-route-'));
afterAll(() => {
  removeFolders();
  rmSync(notes, { recursive: true, force: true });
});

const OWN = `version: 1
routing:
  - include: defaults
  - id: fees
    when: { paths: [conf/fees.yml], labels: [hot] }
    then: { depth: full, experts: [quant], teams: [acme/risk], labels: [needs-risk], budget_usd: 0.5 }
  - id: strangers
    when: { author: [NONE, FIRST_TIME_CONTRIBUTOR] }
    then: { reviewers: [ada] }
  - id: releases
    when: { base: ['release/*'] }
    then: { labels: [release] }
  - id: troubled
    when: { history: { blockers: 1 } }
    then: { labels: [careful] }
`;

const SKILL = readFileSync(join(import.meta.dirname, '../../../skills/ops/SKILL.md'), 'utf8').replaceAll(
  'expert-ops',
  'expert-quant',
);

beforeAll(() => {
  repository.write('conf/fees.yml', 'fee: 0.1\n');
  repository.write('src/training/fit.py', 'x = 1\n');
  repository.write('README.md', 'hello\n');
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'work');
  repository.write('conf/fees.yml', 'fee: 0.2\n');
  repository.write('README.md', 'hello you\n');
  repository.commit();
  repository.git('branch', 'own', 'main');
  repository.git('switch', '--quiet', 'own');
  repository.write('.github/conclave.yml', OWN);
  repository.write('.github/conclave/skills/quant/SKILL.md', SKILL);
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'own-work');
  repository.write('conf/fees.yml', 'fee: 0.2\n');
  repository.write('.github/conclave.yml', 'version: 1\nrouting: [{ id: none, when: {}, then: { depth: skip } }]\n');
  repository.commit();
  repository.git('switch', '--quiet', 'work');
});

const route = (argv: readonly string[], options: Partial<TestTerminalOptions> = {}) =>
  run(['route', ...argv], { folder: repository.folder, ...options });

const Report = z.strictObject({
  version: z.literal(1),
  subject: z.string(),
  head: z.string().nullable(),
  route: Route,
  seated: z.array(z.string()),
  seats: z.int(),
  is_default: z.boolean(),
  rows_from: z.string(),
  facts: z.strictObject({
    files: z.int(),
    lines: z.int(),
    labels: z.array(z.string()).nullable(),
    title: z.string().nullable(),
    author: z.string().nullable(),
    base: z.string().nullable(),
    adrs: z.array(z.string()).nullable(),
    evidence: z.int().nullable(),
  }),
  warnings: z.array(z.strictObject({ row: z.string(), where: z.string(), text: z.string(), advice: z.string() })),
  notes: z.array(z.string()),
});

async function report(argv: readonly string[]) {
  const { exitCode, output, errors } = await route([...argv, '--json']);
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
  return Report.parse(JSON.parse(output));
}

const idsOf = (rows: readonly MatchedRow[]) => rows.map(({ id }) => id);
const stable = (text: string) =>
  text.replaceAll(/conclave-\w+( at) \w{7}/g, 'quant$1 a1b2c3d').replaceAll(/conclave-\w+/g, 'quant');

describe('conclave route on a branch', () => {
  it('explains the decision by the built-in rows', async () => {
    const { exitCode, output, errors } = await route(['--base', 'main']);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    await expect(stable(output)).toMatchFileSnapshot('../golden/route-built-in.txt');
  });

  it('explains it by the rows of the base, with what could not be told', async () => {
    const { output } = await route(['--base', 'own', '--head', 'own-work']);

    await expect(stable(output)).toMatchFileSnapshot('../golden/route-own.txt');
  });

  it('tells it as JSON, with what rules found: nothing that the change says of routing counts', async () => {
    const found = await report([
      '--base',
      'own',
      '--head',
      'own-work',
      '--label',
      'hot',
      '--author',
      'none',
      '--branch',
      'release/2',
    ]);

    expect(idsOf(found.route.rows)).toEqual(['instructions', 'configuration', 'fees', 'strangers', 'releases']);
    expect(found).toMatchObject({
      route: {
        depth: 'full',
        experts: null,
        budget_usd: 0.5,
        teams: ['acme/risk'],
        reviewers: ['ada'],
        labels: ['needs-risk', 'release'],
      },
      seats: 12,
      facts: { evidence: 0 },
      is_default: false,
      rows_from: '.github/conclave.yml at own, with the built-in rows',
    });
    expect(found.route.undecided).toEqual([{ id: 'troubled', unknown: ['history'] }]);
  });

  it('counts labels as known to be none when that is said', async () => {
    const file = join(notes, 'own.yml');
    writeFileSync(file, OWN.replace('  - include: defaults\n', ''));

    const found = await report(['--base', 'own', '--head', 'own-work', '--config', file, '--label', '']);

    expect(found.route.undecided.map(({ id }) => id)).toEqual(['strangers', 'troubled']);
    expect(found.facts).toMatchObject({ labels: [], base: 'own' });
  });

  it('looks up the decision records where a row asks for them', async () => {
    const row = '{ id: bound, when: { adrs: [any] }, then: { depth: full } }';
    writeFileSync(join(notes, 'adrs.yml'), `version: 1\nrouting: [${row}]\n`);

    const found = await report(['--base', 'main', '--config', join(notes, 'adrs.yml')]);

    expect(found.facts.adrs).toEqual([]);
    expect(found).toMatchObject({ is_default: true, route: { undecided: [] } });
  });

  it('explains a configuration that is not yet on the base, with its warnings', async () => {
    const file = join(notes, 'next.yml');
    writeFileSync(
      file,
      'version: 1\nrouting:\n  - id: never\n    when: { paths: [a/**], only: [b/**] }\n    then: { depth: skip }\n',
    );

    const { exitCode, output, errors } = await route(['--base', 'main', '--config', file, '--json']);

    expect(exitCode).toBe(0);
    expect(errors).toContain(`warning: ${file}:3: the routing row "never" can never match`);
    expect(Report.parse(JSON.parse(output))).toMatchObject({ is_default: true, warnings: [{ row: 'never' }] });
  });

  it('points out a row on an evidence rule that there is not', async () => {
    const row = '{ id: leaks, when: { evidence: [leak/backfil] }, then: { labels: [leak] } }';
    writeFileSync(join(notes, 'rules.yml'), `version: 1\nrouting: [${row}]\n`);

    const { output } = await route(['--base', 'main', '--config', join(notes, 'rules.yml')]);

    expect(output).toMatch(/"leaks" can never match: no\s+evidence rule that runs is called leak\/backfil\./);
  });

  it('is drawn as Markdown that pings nobody', async () => {
    const { output } = await route(['--base', 'own', '--head', 'own-work', '--author', 'NONE', '--format', 'markdown']);

    await expect(stable(output)).toMatchFileSnapshot('../golden/route-own.md');
  });

  it('is handed to a runner of GitHub Actions', async () => {
    const [summary, outputs] = [join(notes, 'summary.md'), join(notes, 'outputs')];
    for (const file of [summary, outputs]) writeFileSync(file, '');
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);

    const { exitCode } = await route(['--base', 'main'], { environment });
    vi.unstubAllEnvs();

    expect(exitCode).toBe(0);
    expect(readFileSync(summary, 'utf8')).toContain('light pr_review by crypto-trader, ops');
    expect(readFileSync(outputs, 'utf8')).toMatch(/depth<<\S+\nlight\n/);
    expect(readFileSync(outputs, 'utf8')).toMatch(/experts<<\S+\ncrypto-trader,ops\n/);
  });
});

describe('conclave route, used wrongly,', () => {
  it.each([
    ['no change', [], 'no change was named'],
    ['two changes', ['--base', 'main', '--pr', 'acme/quant#1'], 'two changes were named'],
    ['a head of a pull request', ['--pr', 'acme/quant#1', '--head', 'x'], '--head goes with --base'],
    ['no pull request', ['--pr', 'quant'], '"quant" names no pull request'],
    ['a label without a name', ['--base', 'main', '--label', '--json'], '--label has no value'],
    ['an author of no kind', ['--base', 'main', '--author', 'members'], 'did you mean "MEMBER"?'],
    ['two formats', ['--base', 'main', '--json', '--format', 'text'], '--json and --format were both given'],
    ['an unknown format', ['--base', 'main', '--format', 'markdwn'], 'did you mean "markdown"?'],
    ['a base that is not there', ['--base', 'gone'], '"gone" names no commit'],
    ['no such file', ['--base', 'main', '--config', 'gone.yml'], 'gone.yml cannot be read'],
  ])('is refused with %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await route(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it.each([
    [
      'an unknown expert',
      '{ id: a, when: {}, then: { experts: [op] } }',
      'standard input:2: the routing row "a" names an unknown expert "op"',
    ],
    ['an unknown area', '{ id: a, when: { risk: [tradng] }, then: { depth: full } }', 'did you mean "trading"?'],
    ['an unknown condition', '{ id: a, when: { path: [a] }, then: { depth: full } }', 'did you mean "paths"?'],
    [
      'rows that contradict each other on this change',
      "{ id: a, when: { paths: ['conf/**'] }, then: { session: general } }, { id: b, when: { paths: ['*.md'] }, then: { session: plan_review } }",
      'two routing rows contradict each other: "a" (standard input:2) wants session: general, "b" (standard input:2) wants session: plan_review',
    ],
  ])('is refused with a configuration of %s', async (_, rows, words) => {
    const { exitCode, output, errors } = await route(['--base', 'main', '--config', '-'], {
      input: `version: 1\nrouting: [${rows}]\n`,
    });

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });
});
