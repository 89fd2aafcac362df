import { describe, expect, it } from 'vitest';
import { readProducingParts } from '../../../src/flows/backtest-check/changed-parts.ts';
import type { FileReading, ListedBlob } from '../../../src/ports/repository.ts';

const WORKFLOW = '.github/workflows/backtest.yml';
const TIP = {
  [WORKFLOW]: 'steps: [{ uses: ./.github/actions/outer }, { uses: actions/checkout@v6 }]\n',
  '.github/actions/outer/action.yml': 'runs: { steps: [{ uses: ./tools/inner/ }] }\n',
  'tools/inner/action.yaml': 'runs: {}\n',
  'tools/inner/run.sh': 'true\n',
};

type Files = Readonly<Record<string, string>>;

/** Files of three commits; contents stand for their own ids, and one that begins with `->` is a link. */
function hostOf(commits: Readonly<Record<string, Files>>) {
  const listBlobs = async (commit: string, folder: string): Promise<readonly ListedBlob[]> =>
    Object.entries(commits[commit] ?? {})
      .filter(([path]) => folder === '' || path.startsWith(`${folder}/`))
      .map(([path, id]) => ({ path, id, kind: id.startsWith('->') ? 'link' : 'file' }));
  const readFiles = async (commit: string, paths: readonly string[]) =>
    new Map(
      paths.map((path): [string, FileReading] => {
        const text = commits[commit]?.[path];
        return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
      }),
    );
  return { files: { listBlobs, readFiles, listFiles: async () => [] } };
}

const ENDS = { tip: 'tip', mergeBase: 'left', head: 'head' };
const changedBy = async (head: Files, tip: Files = TIP, left: Files = tip) =>
  (await readProducingParts(WORKFLOW, ENDS, hostOf({ tip, left, head }))).changed;

describe('what makes a report', () => {
  it('is unchanged where a pull request changes none of it, or is only older than the base', async () => {
    expect(await changedBy({ ...TIP, 'README.md': 'x' })).toEqual([]);
    expect(await changedBy(TIP, { ...TIP, [WORKFLOW]: `${TIP[WORKFLOW]}# newer\n` }, TIP)).toEqual([]);
  });

  it('is what actions of the repository use in turn', async () => {
    expect(await changedBy({ ...TIP, 'tools/inner/run.sh': 'forge\n' })).toEqual(['tools/inner']);
    expect(await changedBy({ ...TIP, [WORKFLOW]: 'steps: []\n' })).toEqual([WORKFLOW]);
  });

  it('counts as changed where it is a link or a submodule, which lead elsewhere', async () => {
    const linked = { ...TIP, 'tools/inner/run.sh': '->../../evil.sh' };
    const { 'tools/inner/action.yaml': _action, 'tools/inner/run.sh': _script, ...away } = TIP;

    expect(await changedBy(linked, linked)).toEqual(['tools/inner']);
    expect(await changedBy(away, away)).toEqual(['tools/inner']);
  });
});
