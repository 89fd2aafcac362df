import { describe, expect, it } from 'vitest';
import type { TouchedEnds } from '../../../src/ports/guard-host.ts';
import { operationsOf, useFake } from './fake-host.ts';
import { failureOf } from './nock-host.ts';

const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}';
const isPython = (path: string) => path.endsWith('.py');
const many = (count: number, text: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/${String(index).padStart(4, '0')}.txt`, text]));

const stage = useFake({ ...many(30, 'x\n'), 'deep/est.py': 'a = 1\n' }, { limits: { treeEntries: 12 } });

async function open(changes: Readonly<Record<string, string | null>>) {
  const { github, repository, host } = stage();
  const pull = github.openPull(repository, { title: 'Change', head: 'change', changes });
  const { mergeBase: base } = await host.findBase('main', pull.headSha);
  const ends: TouchedEnds = { base, head: pull.headSha, number: pull.number };
  return { pull, ends };
}

describe('what a head touches in a repository that is too large to be listed', () => {
  it('is what GitHub lists of the pull request', async () => {
    const { ends } = await open({ 'deep/est.py': 'a = 2\n', 'src/0002.txt': null });

    const { files } = await stage().host.readTouched(ends, isPython);

    expect(files).toMatchObject([
      { path: 'deep/est.py', before: 'a = 1\n', after: 'a = 2\n', hunks: [{ newStart: 1 }] },
      { path: 'src/0002.txt', status: 'deleted', hunks: [] },
    ]);
  });

  it('is not what GitHub lists of another head', async () => {
    const { pull, ends } = await open({ 'deep/est.py': 'a = 2\n' });
    stage().github.push(pull, { 'src/0003.txt': 'later\n' });

    const { files } = await stage().host.readTouched(ends, isPython);

    expect(files.map(({ path }) => path)).toEqual(['deep/est.py']);
  });

  it('is what GitHub lists between two commits of a merge queue', async () => {
    const { pull } = await open({ 'deep/est.py': 'a = 2\n' });
    const { baseSha: base, headSha: head } = stage().github.mergeGroup(pull);

    const { files } = await stage().host.readTouched({ base, head, number: null }, isPython);

    expect(files).toMatchObject([{ path: 'deep/est.py', after: 'a = 2\n' }]);
    expect(operationsOf(stage()).filter((operation) => operation === COMPARE)).toHaveLength(2);
  });

  it('is not known where GitHub lists no more than a part of it', async () => {
    const { pull } = await open(many(301, 'y\n'));
    const { baseSha: base, headSha: head } = stage().github.mergeGroup(pull);

    const error = await failureOf(stage().host.readTouched({ base, head, number: null }, isPython));

    expect(error.code).toBe('outside-failed');
    expect(error.message).toContain('GitHub lists 300 files only');
  });
});

describe('a wanted file that is too large for a patch', () => {
  const small = useFake({ 'a.py': 'a = 1\nb = 2\n' }, { limits: { patchBytes: 3 } });

  it('is compared from its two texts', async () => {
    const { github, repository, host } = small();
    const changes = { 'a.py': 'a = 1\nb = 3\n' };
    const pull = github.openPull(repository, { title: 'Change', head: 'change', changes });
    const { mergeBase: base } = await host.findBase('main', pull.headSha);

    const { files } = await host.readTouched({ base, head: pull.headSha, number: pull.number }, isPython);

    const [hunk] = files[0]?.hunks ?? [];
    expect(hunk?.lines.filter(({ kind }) => kind === 'added')).toMatchObject([{ after: 2, text: 'b = 3' }]);
  });
});
