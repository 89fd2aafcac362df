import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import type { GroundFiles } from '../../src/flows/ground-texts.ts';
import { type AroundChange, readAround, readSurroundings } from '../../src/flows/read-surroundings.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { FileReading } from '../../src/ports/repository.ts';
import { changeOf } from '../evidence/change-of.ts';

type Texts = Readonly<Record<string, string>>;

/** Commits by name; what stands nowhere is absent. */
function filesOf(commits: Readonly<Record<string, Texts>>): GroundFiles {
  const at = (commit: string): Texts => {
    const texts = commits[commit];
    if (texts === undefined) throw new Error(`no commit ${commit}`);
    return texts;
  };
  return {
    listFiles: async (commit, folder) =>
      Object.keys(at(commit))
        .filter((path) => folder === '' || path.startsWith(`${folder}/`))
        .sort(),
    readFiles: async (commit, paths) =>
      new Map(
        paths.map((path): [string, FileReading] => {
          const text = at(commit)[path];
          return [path, text === undefined ? { kind: 'absent' } : { kind: 'text', text }];
        }),
      ),
  };
}

const RECORD = `# 7. No requests in features

## Status

Accepted

## Context

x

## Decision

x

## Invariants

\`\`\`yaml
- id: no-requests
  rule: forbid-import
  modules: [requests]
  applies_to: [src/features/**]
\`\`\`
`;

const BASE = {
  'requirements.txt': 'pandas\n',
  'src/features/a.py': 'x = 1\n',
  'src/old/b.py': 'x = 1\n',
  'docs/adr/0007-no-requests.md': RECORD,
  'docs/adr/README.md': RECORD,
  'docs/adr/0008-proposed.md': RECORD.replace('Accepted', 'Proposed'),
};
const HEAD = {
  ...BASE,
  'requirements.txt': 'pandas\nnumpy\n',
  'app/main.py': 'x = 1\n',
  'docs/adr/0007-no-requests.md': 'gone',
};

function around(changes: Partial<AroundChange> & { readonly yaml?: string } = {}): AroundChange {
  const { yaml = 'version: 1\n', ...more } = changes;
  return {
    files: filesOf({ base: BASE, head: HEAD }),
    base: 'base',
    head: 'head',
    config: parseConfig(yaml),
    change: changeOf([{ path: 'app/main.py', before: null, after: 'x = 1\n' }]),
    ...more,
  };
}

describe('the surroundings of a change', () => {
  it('are requirement files and modules after it, and invariants of the accepted records before it', async () => {
    const found = await readSurroundings(around({ yaml: 'version: 1\ncritical: [src/risk/**]\n' }));

    expect(found.critical).toEqual(['src/risk/**']);
    expect(found.requirements).toEqual([{ path: 'requirements.txt', text: 'pandas\nnumpy\n' }]);
    expect(found.firstParty).toEqual(expect.arrayContaining(['app', 'features', 'old', 'src']));
    expect(found.invariants.map(({ invariant, record }) => [invariant.id, record.path])).toEqual([
      ['no-requests', 'docs/adr/0007-no-requests.md'],
    ]);
  });

  it('hold an entry without wildcard at the root alone, and tell it where there is no such file', async () => {
    const files = filesOf({ base: {}, head: { 'sub/requirements.txt': 'x\n' } });

    const { requirements } = await readAround(around({ files }));

    expect(requirements).toEqual([{ path: 'requirements.txt', text: null }]);
  });

  it('hold an entry with a wildcard wherever it matches after the change', async () => {
    const yaml = "version: 1\nevidence: { requirements: [./requirements.txt, 'requirements/*.txt'] }\n";
    const files = filesOf({
      base: {},
      head: { 'requirements/b.txt': 'b\n', 'requirements/a.txt': 'a\n', 'x/requirements/c.txt': '' },
    });

    const { requirements } = await readAround(around({ files, yaml }));

    expect(requirements).toEqual([
      { path: 'requirements.txt', text: null },
      { path: 'requirements/a.txt', text: 'a\n' },
      { path: 'requirements/b.txt', text: 'b\n' },
    ]);
  });

  it('of a diff are those of the base with what the diff does', async () => {
    const change = changeOf([
      { path: 'requirements.txt', before: 'pandas\n', after: 'polars\n' },
      { path: 'src/old/b.py', before: 'x = 1\n', after: null },
      { path: 'fresh/c.py', before: null, after: 'x = 1\n' },
    ]);

    const found = await readAround(around({ head: null, change }));

    expect(found.requirements).toEqual([{ path: 'requirements.txt', text: 'polars\n' }]);
    expect(found.firstParty).toEqual(expect.arrayContaining(['features', 'fresh']));
    expect(found.firstParty).not.toContain('old');
  });

  it.each([
    ['no repository is known', { files: null, base: null, head: null }],
    [
      'its files cannot be listed',
      {
        files: {
          ...filesOf({ base: BASE, head: HEAD }),
          listFiles: async (_: string, folder: string) => {
            if (folder === '') throw new AppError('outside-failed', 'too large');
            return [];
          },
        },
      },
    ],
  ])('hold no text of a requirement file where %s', async (_, changes) => {
    const change = changeOf([{ path: 'requirements.txt', before: null, after: 'polars\n' }]);

    const found = await readSurroundings(around({ ...changes, change }));

    expect(found).toMatchObject({ requirements: [{ path: 'requirements.txt', text: null }], invariants: [] });
  });

  it('are an error where a service is away for a while', async () => {
    const away = {
      ...filesOf({}),
      listFiles: () => Promise.reject(new AppError('outside-failed', 'away', { passing: true })),
    };

    await expect(readAround(around({ files: away }))).rejects.toThrow('away');
  });
});
