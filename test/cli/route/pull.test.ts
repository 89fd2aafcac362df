import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Repository } from '../../fakes/github/world.ts';
import { run } from '../running.ts';

const CONFIG = `version: 1
committee: { budget_usd: 0.8 }
routing:
  - include: defaults
  - id: strangers
    when: { author: [NONE] }
    then: { labels: [first-time], teams: [acme/risk] }
  - id: hot
    when: { labels: [hot], base: [main], title: '^fix' }
    then: { experts: [quant], budget_usd: 1 }
  - id: owners
    when: { author: [OWNER] }
    then: { reviewers: [ada] }
`;

let github: FakeGitHub;
let repository: Repository;
let token: string;

beforeAll(async () => {
  github = await startGitHub({ limits: { pullFiles: 100 } });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: {
      'README.md': '# quant\n',
      '.github/conclave.yml': CONFIG,
      '.github/conclave/skills/quant/SKILL.md': 'A skill.\n',
    },
  });
  token = github.plainToken({ repositories: [repository], permissions: { contents: 'read', pull_requests: 'read' } });
  const open = (number: number, changes: Readonly<Record<string, string>>, author: string) =>
    github.openPull(repository, {
      title: 'fix: fees',
      number,
      head: `branch-${number}`,
      author,
      changes,
      labels: ['hot'],
    });
  open(1, { 'conf/fees.yml': 'fee: 0\n', 'README.md': '# quant\n\nFees.\n' }, 'zoe');
  open(2, Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`docs/${index}.md`, 'a\n'])), 'zoe');
  open(3, { 'src/training/fit.py': 'x = 1\n' }, 'acme');
});
afterAll(() => github.stop());

const route = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  run(['route', ...argv], {
    folder: import.meta.dirname,
    environment: { GITHUB_TOKEN: token, GITHUB_API_URL: github.url, ...environment },
  });

describe('conclave route on a pull request', () => {
  it('reads it through the API, with labels, title, author and base, and writes nothing', async () => {
    const { exitCode, output, errors } = await route(['--pr', 'acme/quant#1']);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    await expect(output).toMatchFileSnapshot('../golden/route-pull.txt');
    expect(github.calls.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
  });

  it('knows what its author is to the repository', async () => {
    const { output } = await route(['--pr', 'acme/quant#3', '--json']);

    expect(JSON.parse(output)).toMatchObject({
      route: { depth: 'full', experts: null, reviewers: ['ada'], labels: [] },
      facts: { author: 'OWNER', files: 1, lines: 1, base: 'main', evidence: null },
    });
  });

  it('believes a person more than GitHub', async () => {
    const { output } = await route([
      '--pr',
      'acme/quant#1',
      '--json',
      '--label',
      'cold',
      '--author',
      'OWNER',
      '--branch',
      'next',
    ]);

    expect(JSON.parse(output)).toMatchObject({
      route: { experts: ['crypto-trader', 'ops'], reviewers: ['ada'] },
      facts: { labels: ['cold'], author: 'OWNER', base: 'next' },
    });
  });

  it('is not decided by a list of files that is cut', async () => {
    const { exitCode, output, errors } = await route(['--pr', 'acme/quant#2']);

    expect({ exitCode, output }).toEqual({ exitCode: 4, output: '' });
    expect(errors).toContain('acme/quant#2 cannot be routed: GitHub lists 100 of its 101 files');
  });

  it.each([
    ['one that is not there', ['--pr', 'acme/quant#9'], 2, 'there is no pull request acme/quant#9'],
    ['a repository that is not there', ['--pr', 'acme/none#1'], 4, 'there is no repository acme/none'],
    ['another host', ['--pr', 'https://git.example.org/acme/quant/pull/1'], 2, 'stands at https://git.example.org'],
  ])('is refused for %s', async (_, argv, code, words) => {
    const { exitCode, output, errors } = await route(argv);

    expect({ exitCode, output }).toEqual({ exitCode: code, output: '' });
    expect(errors).toContain(words);
  });
});
