import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitHub } from '../../fakes/github/github.ts';
import { makeFolder, run } from '../running.ts';

const SOUND = readFileSync(new URL('../../fixtures/incidents/sound.md', import.meta.url), 'utf8');

/** A GitHub with the issues #1 and #2, and a log whose follow-ups are #1, #2 and #99. */
async function openStage() {
  const github = await startGitHub();
  const repository = github.addRepository({ owner: 'acme', name: 'quant', private: true, files: { 'a.py': 'a\n' } });
  github.openIssue(repository, { title: 'Prune' });
  github.openIssue(repository, { title: 'Alert' });
  const token = github.plainToken({ repositories: [repository], permissions: { issues: 'read' } });
  const place = makeFolder();
  const log = SOUND.replace('#813 |', '#1 |').replace('#814 |', '#2 |').replace('#821 |', '#99 |');
  writeFileSync(join(place.folder, 'log.md'), log);
  const environment = { GITHUB_TOKEN: token, GITHUB_API_URL: github.url };
  return {
    lint: (argv: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      run(['incidents', 'lint', 'log.md', ...argv], { folder: place.folder, environment: { ...environment, ...more } }),
    [Symbol.asyncDispose]: async () => {
      place[Symbol.dispose]();
      await github.stop();
    },
  };
}

describe('the issues of follow-ups', () => {
  it('are asked from GitHub where there is a token: one is open that was marked closed, one does not exist', async () => {
    await using stage = await openStage();

    const { exitCode, output } = await stage.lint(['--repo', 'acme/quant']);

    expect(exitCode).toBe(1);
    expect(output).toContain('The follow-up F1 of 17.1 is marked closed, while issue #1 is open.');
    expect(output).toContain('The follow-up F3 of 17.2 names issue #99, which does not exist.');
    expect(output.replaceAll(/\s+/g, ' ').match(/incident\//g)).toHaveLength(2);
  });

  it('are asked in the repository that the environment names', async () => {
    await using stage = await openStage();

    const { output } = await stage.lint([], { GITHUB_REPOSITORY: 'acme/quant' });

    expect(output).toContain('while issue #1 is open');
  });

  it('are left out, and said so, where no repository is known', async () => {
    await using stage = await openStage();

    const { exitCode, output } = await stage.lint([]);

    expect(exitCode).toBe(0);
    expect(output.replaceAll(/\s+/g, ' ')).toContain('no repository is known; name it with --repo owner/name');
  });

  it('fail with the exit code of the outside where GitHub gives no answer', async () => {
    await using stage = await openStage();

    const { exitCode, errors } = await stage.lint(['--repo', 'acme/quant'], { GITHUB_TOKEN: 'ghp_unknown' });

    expect(exitCode).toBe(4);
    expect(errors).toContain('issue acme/quant#1');
  });
});
