import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile } from '../../src/change/change.ts';
import { redactPath, redactPaths } from '../../src/change/secrets/path.ts';
import { redactChange } from '../../src/change/secrets.ts';
import { drawn } from './secret-pieces.ts';

const first = ['gh', 'p_', drawn(36, 1)].join('');
const second = ['gh', 'p_', drawn(36, 2)].join('');

function fileOf(path: string, changes: Partial<ChangedFile> = {}): ChangedFile {
  const hunk = { oldStart: 3, oldLines: 0, newStart: 4, newLines: 1, section: '' };
  return {
    ...{ path, previousPath: null, status: 'modified', binary: false, before: null, after: null, unreadable: null },
    hunks: [{ ...hunk, lines: [{ kind: 'added', before: null, after: 4, text: 'x = 1' }] }],
    ...changes,
  };
}

function changeOf(...files: readonly ChangedFile[]): Change {
  return { name: 'x', base: null, head: null, files };
}

describe('redactPath', () => {
  it.each([
    [`keys/${first}.py`, 'keys/secret-removed-github-token.py'],
    [`${first}/a.py`, 'secret-removed-github-token/a.py'],
    [`keys/${['gl', 'pat-', drawn(20, 1)].join('')}.yaml`, 'keys/secret-removed-gitlab-token.yaml'],
    [`dump/password=${drawn(12, 3)}`, 'dump/secret-removed-password'.replace('dump/', 'dump/password=')],
    ['src/auth/token.ts', 'src/auth/token.ts'],
    ['deploy/.env.production', 'deploy/.env.production'],
    [`dist/app.${drawn(20, 4, 'hex')}.js`, `dist/app.${drawn(20, 4, 'hex')}.js`],
  ])('keeps the folders and the ending: %s', (path, shown) => {
    expect(redactPath(path)).toBe(shown);
    expect(redactPath(shown)).toBe(shown);
  });
});

describe('redactChange with a credential in a path', () => {
  it('shows it nowhere, and lists it on the first added line', () => {
    const { change, secrets } = redactChange(changeOf(fileOf(`keys/${first}.py`)));

    expect(JSON.stringify([change, secrets])).not.toContain(first);
    expect(change.files[0]?.path).toBe('keys/secret-removed-github-token.py');
    expect(secrets).toEqual([
      { path: 'keys/secret-removed-github-token.py', line: 4, side: 'after', kind: 'github-token' },
    ]);
  });

  it('lists it on line 1 before the change when only the path before a rename holds it', () => {
    const renamed = fileOf('keys/new.py', { previousPath: `keys/${first}.py`, status: 'renamed', hunks: [] });

    const { change, secrets } = redactChange(changeOf(renamed));

    expect(change.files[0]).toMatchObject({ previousPath: 'keys/secret-removed-github-token.py' });
    expect(secrets).toEqual([{ path: 'keys/new.py', line: 1, side: 'before', kind: 'github-token' }]);
  });

  it('gives secrets of the text the path that is shown', () => {
    const lines = [{ kind: 'added', before: null, after: 1, text: `API_KEY = "${drawn(32, 1)}"` }] as const;
    const hunks = [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, section: '', lines }];

    const { secrets } = redactChange(changeOf(fileOf(`${first}.py`, { hunks })));

    expect(secrets.map(({ path, kind }) => [path, kind])).toEqual([
      ['secret-removed-github-token.py', 'github-token'],
      ['secret-removed-github-token.py', 'api-key'],
    ]);
  });

  it('never shows two files under one path, keeps the order, and changes nothing a second time', () => {
    const shown = 'secret-removed-github-token';
    const files = [`${first}.py`, `${second}.py`, 'b.py', `${shown}.py`, `${shown}-2.py`]
      .sort()
      .map((path) => fileOf(path));

    const { change } = redactChange(changeOf(...files));

    const paths = change.files.map(({ path }) => path);
    expect(paths).toEqual(['b.py', ...['-2', '-3', '-4', ''].map((number) => `${shown}${number}.py`)]);
    expect(redactChange(change)).toEqual({ change, secrets: [] });
  });

  it('tells how every path is shown', () => {
    const shown = redactPaths(changeOf(fileOf(`${first}.py`), fileOf('b.py', { previousPath: `${second}.py` })));

    expect(Object.fromEntries(shown)).toEqual({
      [`${first}.py`]: 'secret-removed-github-token.py',
      'b.py': 'b.py',
      [`${second}.py`]: 'secret-removed-github-token-2.py',
    });
  });
});
