import { afterAll, describe, expect, it } from 'vitest';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { listFiles, makeFolder, run } from './running.ts';

const repository = makeMomentumRepository();
afterAll(() => repository.remove());

async function dryRun(...args: readonly string[]) {
  using home = makeFolder();
  const argv = ['review', '--base', 'main', '--head', 'leaky', '--dry-run', '--out', `${home.folder}/out`, ...args];
  const ending = await run(argv, { folder: repository.folder });
  return { ...ending, files: listFiles(home.folder) };
}

describe('a dry run', () => {
  it('needs no key, asks nobody and writes no file', async () => {
    const { exitCode, errors, files } = await dryRun();

    expect({ exitCode, errors, files }).toEqual({ exitCode: 0, errors: '', files: [] });
  });

  it('prints the instructions once and the prompt of each of the ten seats with its price', async () => {
    const { output } = await dryRun();

    const titles = output.split('\n').filter((line) => line.startsWith('===== '));
    expect(titles).toHaveLength(12);
    expect(titles.slice(1, -1).filter((title) => /about \d+ tokens in · at most \$\d/.test(title))).toHaveLength(10);
    expect(titles[1]).toContain('ml-engineer/first · mistral:mistral-large-latest');
    expect(titles[2]).toContain('ml-engineer/second · google:gemini-2.5-pro');
  });

  it('prices what cannot be printed yet, and the whole session against its budget', async () => {
    const { output } = await dryRun('--budget', '5');

    const estimate = output.slice(output.indexOf('===== estimate'));
    expect(estimate).toMatch(/^cross-examination\s+at most \$\d/m);
    expect(estimate).toMatch(/^chair\s+at most \$\d/m);
    expect(estimate).toMatch(/^all\s+at most \$\d.*within the budget of \$5\.00$/m);
  });

  it('tells that a session would pass its budget, and still shows what it would ask', async () => {
    const { exitCode, output } = await dryRun('--budget', '0.000001');

    expect(exitCode).toBe(0);
    expect(output).toContain('over the budget of $0.000001');
  });

  it('ends as the session would above its ceiling, with prompts, estimate and how to split the change', async () => {
    const worst = Number(/^all\s+at most \$(\d+\.\d+)/m.exec((await dryRun()).output)?.[1]);

    const { exitCode, output } = await dryRun('--budget', (worst - 0.03).toFixed(2));

    expect(exitCode).toBe(3);
    expect(output).toContain('===== ops/second');
    expect(output).toMatch(
      /over the budget of .*\n[\s\S]*one session may cost .*\n[\s\S]*to be merged in this order:\n1\. /,
    );
  });

  it('prints no chair when there is none', async () => {
    const { output } = await dryRun('--no-consolidation');

    expect(output).not.toMatch(/^chair\s+at most/m);
  });

  it('refuses an unknown model, as the session would', async () => {
    const { exitCode, errors } = await dryRun('--model', 'mistral:mistral-huge');

    expect(exitCode).toBe(2);
    expect(errors).toContain('mistral:mistral-huge');
  });
});
