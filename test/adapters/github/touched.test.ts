import { describe, expect, it } from 'vitest';
import type { TouchedEnds } from '../../../src/ports/guard-host.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { operationsOf, type Stage, useFake } from './fake-host.ts';

const FILES = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}';
const TREES = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
const long = Array.from({ length: 40 }, (_, index) => `line_${index} = ${index}\n`).join('');
const isPython = (path: string) => path.endsWith('.py');

const stage = useFake({ 'README.md': '# quant\n', 'src/old.py': long, 'src/run.py': long, 'notes.txt': 'n\n' });

/** The ends of a pull request, as a flow finds them. */
async function endsOf({ host }: Stage, pull: Pull): Promise<TouchedEnds> {
  const { mergeBase } = await host.findBase('main', pull.headSha);
  return { base: mergeBase, head: pull.headSha, number: pull.number };
}

/** What was asked after the ends were known; tokens aside. */
function askedOf(given: Stage): readonly (string | null)[] {
  return operationsOf(given).filter((operation) => operation?.includes('access_tokens') !== true);
}

function open(changes: Parameters<Stage['github']['push']>[1]): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'Change', head: 'change', number: 41, changes });
}

describe('what a head touches', () => {
  it('is told by the two commits alone where no text is wanted', async () => {
    const pull = open({ 'README.md': '# other\n', 'docs/a.md': 'a\n' });
    const ends = await endsOf(stage(), pull);

    const change = await stage().host.readTouched(ends, isPython);

    expect(change).toEqual({
      name: 'acme/quant#41',
      base: ends.base,
      head: pull.headSha,
      files: [named('README.md', 'modified'), named('docs/a.md', 'added')],
    });
    expect(askedOf(stage())).toEqual([COMPARE, TREES, TREES]);
  });

  it('holds texts and hunks of the wanted files, and names of the others', async () => {
    const after = long.replace('line_3 = 3\n', 'line_3 = 4\n');
    const pull = open({ 'src/run.py': after, 'notes.txt': null, 'data.bin': new Uint8Array([0, 1]) });

    const { files } = await stage().host.readTouched(await endsOf(stage(), pull), isPython);

    expect(files).toMatchObject([
      named('data.bin', 'added'),
      named('notes.txt', 'deleted'),
      { path: 'src/run.py', status: 'modified', before: long, after, hunks: [{ newStart: 1 }] },
    ]);
  });

  it('may be nothing', async () => {
    const pull = open({ 'README.md': '# quant\n' });

    const { files } = await stage().host.readTouched(await endsOf(stage(), pull), isPython);

    expect(files).toEqual([]);
  });

  it('may be binary only, and that in a wanted file', async () => {
    const pull = open({ 'src/odd.py': new Uint8Array([0, 1]) });

    const { files } = await stage().host.readTouched(await endsOf(stage(), pull), isPython);

    expect(files).toMatchObject([{ path: 'src/odd.py', binary: true, after: null, hunks: [] }]);
  });

  it('names both paths of a file that moved and was altered', async () => {
    const pull = open({ 'src/old.py': null, 'src/new.py': `${long}more = 1\n` });

    const { files } = await stage().host.readTouched(await endsOf(stage(), pull), isPython);

    expect(files).toMatchObject([{ path: 'src/new.py', previousPath: 'src/old.py', status: 'renamed' }]);
    expect(addedTexts(files)).toEqual(['more = 1']);
  });

  it('is told without patches and renames where GitHub does not list the change', async () => {
    const { github } = stage();
    const pull = open({ 'src/run.py': `${long}more = 1\n` });
    const ends = await endsOf(stage(), pull);
    github.fail(FILES, { status: 406 });

    const { files } = await stage().host.readTouched(ends, isPython);

    expect(addedTexts(files)).toEqual(['more = 1']);
  });

  it('is left to the caller while GitHub fails in a way that passes', async () => {
    const { github, host } = stage();
    const pull = open({ 'src/run.py': 'a = 1\n' });
    const ends = await endsOf(stage(), pull);
    github.fail(FILES, { status: 502 }, 3);

    const reading = host.readTouched(ends, isPython);

    await expect(reading).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });
});

describe('what a merge group touches', () => {
  it('is told by its two commits, with the renames between them', async () => {
    const { github, host } = stage();
    const pull = open({ 'src/old.py': null, 'src/new.py': `${long}more = 1\n` });
    const { baseSha: base, headSha: head } = github.mergeGroup(pull);

    const change = await host.readTouched({ base, head, number: null }, isPython);

    expect(change).toMatchObject({
      name: `acme/quant at ${head.slice(0, 7)}`,
      files: [{ path: 'src/new.py', previousPath: 'src/old.py', status: 'renamed' }],
    });
    expect(addedTexts(change.files)).toEqual(['more = 1']);
    expect(askedOf(stage())).not.toContain(FILES);
  });
});

/** A file of which only path and status are told. */
function named(path: string, status: string) {
  return {
    ...{ path, previousPath: null, status, binary: false },
    ...{ before: null, after: null, hunks: [], unreadable: null },
  };
}

function addedTexts(files: Awaited<ReturnType<Stage['host']['readTouched']>>['files']): readonly string[] {
  const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
  return lines.filter(({ kind }) => kind === 'added').map(({ text }) => text);
}
