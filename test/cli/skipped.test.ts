import { afterAll, describe, expect, it } from 'vitest';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { listFiles, makeFolder, run } from './running.ts';

const repository = makeMomentumRepository();
repository.git('checkout', '--quiet', '-b', 'rows', 'main');
repository.commit(
  'rows',
  '.github/conclave.yml',
  `version: 1
routing:
  - include: defaults
  - id: please
    when: { labels: [please-review] }
    then: { depth: light }
`,
);
repository.git('checkout', '--quiet', '-b', 'documents', 'rows');
repository.commit('documents', 'docs/guide.md', '# Guide\n');
afterAll(() => repository.remove());

async function review(...args: readonly string[]) {
  using home = makeFolder();
  const argv = ['review', '--base', 'rows', '--head', 'documents', '--out', `${home.folder}/out`, ...args];
  const ending = await run(argv, { folder: repository.folder, columns: 60 });
  return { ...ending, files: listFiles(home.folder) };
}

describe('a review of a change that the matrix skips', () => {
  it('says so with the row and what else can be done, needs no key, writes no file, and is no failure', async () => {
    const { exitCode, output, errors, files } = await review();

    expect({ exitCode, errors, files }).toEqual({ exitCode: 0, errors: '', files: [] });
    await expect(output).toMatchFileSnapshot('golden/review-skipped.txt');
  });

  it('is the route in JSON where that is asked for', async () => {
    const { exitCode, output } = await review('--json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      skipped: true,
      route: {
        depth: 'skip',
        rows: [{ id: 'documents-and-dashboards', from: 'default' }],
        undecided: [{ id: 'please', unknown: ['labels'] }],
      },
    });
  });

  it('is held all the same where a session type or experts are named', async () => {
    const [typed, expert] = [
      await review('--dry-run', '--session-type', 'pr_review'),
      await review('--dry-run', '--experts', 'ops'),
    ];

    expect(typed.output).not.toContain('Skipped by routing');
    expect(typed.output.match(/^===== .*about \d+ tokens in/gm)).toHaveLength(10);
    expect(expert.output.match(/^===== .*about \d+ tokens in/gm)).toHaveLength(2);
  });
});
