import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBaseRecording, parsePullRecording } from '../../../src/routing/pull-recording.ts';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import { run } from '../running.ts';

const NEXT = `version: 1
routing:
  - include: defaults
  - id: docs
    when: { only: ['docs/**'] }
    then: { depth: light, experts: [architect], labels: [docs] }
  - id: lean
    when: { only: ['conf/**'], labels: [routine] }
    then: { budget_usd: 0.2 }
  - id: found
    when: { evidence: [blocker] }
    then: { teams: [acme/risk] }
`;

let github: FakeGitHub;
let repository: Repository;
let environment: Readonly<Record<string, string>>;
let folder: string;
let now = Date.parse('2026-05-01T08:00:00Z');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-simulate-'));
  writeFileSync(join(folder, 'next.yml'), NEXT);
  github = await startGitHub({ now: () => new Date(now), limits: { pullFiles: 100 } });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: { 'README.md': '# quant\n', '.github/conclave.yml': 'version: 1\nbots: [renovate]\n' },
  });
  const token = github.plainToken({
    repositories: [repository],
    permissions: { contents: 'read', pull_requests: 'read' },
  });
  environment = { GITHUB_TOKEN: token, GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/quant' };
  end(1, { 'src/training/fit.py': 'x = 1\n' });
  end(2, { 'docs/a.md': 'a\n' });
  end(3, { 'conf/fees.yml': 'fee: 0\n' }, ['routine']);
  end(4, Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`docs/${index}.md`, 'a\n'])));
  const closed = end(5, { 'web/a.ts': 'export {};\n' }, [], false);
  end(6, { 'docs/b.md': 'b\n' });
  github.openPull(repository, { title: 'still open', head: 'open', changes: { 'a.py': 'a\n' } });
  // A word on an old one moves it to the front of the list.
  now += 60_000;
  github.editPull(closed, { title: 'chore: number 5, renamed' });
});
afterAll(async () => {
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a pull request and merges or closes it, a minute after the one before. */
function end(
  number: number,
  changes: Readonly<Record<string, string>>,
  labels: readonly string[] = [],
  merged = true,
): Pull {
  const title = `chore: number ${number}`;
  const pull = github.openPull(repository, { title, number, head: `branch-${number}`, changes, labels, author: 'ada' });
  now += 60_000;
  github.closePull(pull, { merged });
  return pull;
}

const simulate = (argv: readonly string[], input = '') => run(['simulate', ...argv], { folder, environment, input });
const stable = (text: string) => text.replaceAll(folder, '/work');

describe('conclave simulate', () => {
  it('shows what a configuration would have done to the last pull requests, and keeps them', async () => {
    const { exitCode, output, errors } = await simulate(['--config', 'next.yml', '--last', '50', '--save', 'kept']);

    expect({ exitCode, errors: stable(errors) }).toEqual({
      exitCode: 0,
      errors: 'conclave: 6 pull requests are kept in /work/kept\n',
    });
    await expect(stable(output)).toMatchFileSnapshot('../golden/simulate.txt');
    expect(readdirSync(join(folder, 'kept')).sort()).toEqual([
      '1.json',
      '2.json',
      '3.json',
      '4.json',
      '5.json',
      '6.json',
      'base.json',
    ]);
    expect(github.calls.filter(({ method, operation }) => method !== 'GET' && operation !== 'POST /graphql')).toEqual(
      [],
    );
    expect(github.violations).toEqual([]);
  });

  it('says the same of what was kept, without a network', async () => {
    const before = github.calls.length;

    const [hosted, kept] = [
      await simulate(['--config', 'next.yml', '--last', '50', '--json']),
      await simulate(['--config', 'next.yml', '--prs', 'kept', '--json']),
    ];

    const sorted = (text: string) => {
      const { pulls, ...rest } = JSON.parse(text);
      return {
        ...rest,
        pulls: pulls.toSorted((one: { number: number }, other: { number: number }) => one.number - other.number),
      };
    };
    expect(sorted(kept.output)).toEqual(sorted(hosted.output));
    expect(sorted(kept.output)).toMatchObject({
      version: 1,
      totals: { simulated: 5, not_simulated: 1, added: 2, saved: 0 },
    });
    expect(github.calls.length - before).toBeLessThan(16);
  });

  it('keeps recordings in the published form', () => {
    const read = (name: string) => readFileSync(join(folder, 'kept', name), 'utf8');

    expect(parsePullRecording(read('3.json'), '3.json')).toMatchObject({
      ...{
        repository: 'acme/quant',
        number: 3,
        title: 'chore: number 3',
        author: 'NONE',
        base: 'main',
        labels: ['routine'],
      },
      ...{ state: 'merged', closed_at: '2026-05-01T08:03:00Z', evidence: null },
      files: [{ path: 'conf/fees.yml', previous_path: null, status: 'added', lines: 1 }],
    });
    expect(parsePullRecording(read('5.json'), '5.json').state).toBe('closed');
    expect(parsePullRecording(read('4.json'), '4.json').files_missing).toBe('GitHub lists 100 of its 101 files');
    expect(parseBaseRecording(read('base.json'), 'base.json')).toMatchObject({
      ...{ branch: 'main', config: 'version: 1\nbots: [renovate]\n', skills: [] },
    });
  });

  it('takes those that ended last, not those that were touched last', async () => {
    const { output } = await simulate(['--config', 'next.yml', '--last', '1', '--json']);

    expect(JSON.parse(output).pulls).toMatchObject([{ number: 6 }]);
  });

  it('compares with another configuration than that of the base', async () => {
    const { exitCode, output } = await simulate(['--config', 'next.yml', '--against', 'next.yml', '--prs', 'kept']);

    expect(exitCode).toBe(0);
    expect(output).toContain('0 of 5 pull requests would have gone another way, 1 not simulated');
  });

  it('ends with exit code 2 where rows contradict each other on a past pull request', async () => {
    const rows =
      '{ id: a, when: { paths: ["docs/**"] }, then: { session: general } }, { id: b, when: { paths: ["**/b.md"] }, then: { session: plan_review } }';

    const { exitCode, output } = await simulate(['--config', '-', '--prs', 'kept'], `version: 1\nrouting: [${rows}]\n`);

    expect(exitCode).toBe(2);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'refused: standard input:2: two routing rows contradict each other: "a" (standard input:2)',
    );
    expect(output).toContain('1 refused since rows');
  });

  it('says that nothing is recorded of the base', async () => {
    const lean = join(folder, 'lean');
    mkdirSync(lean);
    writeFileSync(join(lean, '6.json'), readFileSync(join(folder, 'kept/6.json')));

    const { output } = await simulate(['--config', 'next.yml', '--prs', 'lean']);

    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'before: the built-in rows (.github/conclave.yml, of which nothing is recorded, has none)',
    );
  });
});

describe('a recorded title', () => {
  it('can do nothing to a terminal, nor to a runner', async () => {
    const hostile = join(folder, 'hostile');
    mkdirSync(hostile);
    const title = '\u001b[31mred\n::error::x ##[group]x';
    const recording = { ...JSON.parse(readFileSync(join(folder, 'kept/2.json'), 'utf8')), title };
    writeFileSync(join(hostile, '2.json'), JSON.stringify(recording));

    const [text, json] = [
      await simulate(['--config', 'next.yml', '--prs', 'hostile']),
      await simulate(['--config', 'next.yml', '--prs', 'hostile', '--json']),
    ];

    for (const { output } of [text, json]) {
      expect(output).not.toContain('\u001b');
      expect(output).not.toContain('##[');
      expect(output.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
    }
    expect(JSON.parse(json.output).pulls[0].title).toBe(title);
  });
});

describe('a repository that cannot be read', () => {
  it('says that GitHub gave no answer', async () => {
    const { exitCode, errors } = await simulate(['--config', 'next.yml', '--last', '3', '--repo', 'acme/none']);

    expect(exitCode).toBe(4);
    expect(errors).toContain('repository acme/none');
  });
});
