import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import { parseConfig } from '../../src/config/config.ts';
import { loadRouting } from '../../src/flows/load-routing.ts';
import { readRouteFacts } from '../../src/flows/read-route-facts.ts';
import { KNOWN, refusal } from '../routing/stage.ts';

const FILE: ChangedFile = {
  ...{ path: 'src/new.py', previousPath: 'src/old.py', status: 'renamed', binary: false, before: null, after: null },
  ...{ unreadable: null },
  hunks: [
    {
      ...{ oldStart: 1, oldLines: 2, newStart: 1, newLines: 2, section: '' },
      lines: [
        { kind: 'context', before: 1, after: 1, text: 'a' },
        { kind: 'removed', before: 2, after: null, text: 'b' },
        { kind: 'added', before: null, after: 2, text: 'c' },
      ],
    },
  ],
};
const NOBODY = { sessionType: null, experts: null } as const;
const UNKNOWN = { pull: null, hits: null, records: null, history: null, asked: NOBODY } as const;

describe('the facts of a route', () => {
  it('hold both paths of a rename and the lines that differ', () => {
    const { files } = readRouteFacts({ change: { files: [FILE] }, ...UNKNOWN });

    expect(files).toEqual([{ path: 'src/new.py', previousPath: 'src/old.py', status: 'renamed', lines: 2 }]);
  });

  it('are unknown where nobody looked', () => {
    expect(readRouteFacts({ change: { files: [] }, ...UNKNOWN })).toEqual({
      ...{ files: [], labels: null, title: null, author: null, baseBranch: null },
      ...{ adrs: null, evidence: null, history: null, asked: NOBODY },
    });
  });

  it('are those of the pull request, the rules and the record', () => {
    const pull = {
      labels: ['a'],
      title: 'feat: b',
      authorAssociation: 'MEMBER',
      base: { sha: 'c', branch: 'main' },
    } as const;
    const hit = { rule: 'leak/backfill', class: 'hard', severity: 'major', path: 'x.py' } as const;
    const history = { blockers: 1, majors: 2, all: 5 };

    const facts = readRouteFacts({
      change: { files: [] },
      pull,
      hits: [hit],
      records: ['adr:3'],
      history,
      asked: NOBODY,
    });

    expect(facts).toMatchObject({
      labels: ['a'],
      title: 'feat: b',
      author: 'MEMBER',
      baseBranch: 'main',
      adrs: ['adr:3'],
      history,
    });
    expect(facts.evidence).toEqual([{ rule: 'leak/backfill', class: 'hard', severity: 'major' }]);
  });

  it('leave the author unknown where the host does not tell', () => {
    const pull = { labels: [], title: 'a', base: { sha: 'c', branch: 'main' } };

    expect(readRouteFacts({ change: { files: [] }, ...UNKNOWN, pull }).author).toBeNull();
  });
});

describe('the matrix of a repository', () => {
  const program = (rows: string) => ({
    routing: async () => ({ path: 'catalog/routing.yaml', text: `version: 1\nrows: [${rows}]\n` }),
  });

  it('is that of the program where the configuration has no rows', async () => {
    const { matrix } = await loadRouting(
      parseConfig(null),
      KNOWN,
      program('{ id: a, when: {}, then: { depth: full } }'),
    );

    expect(matrix.rows).toMatchObject([{ id: 'a', from: 'default', where: 'catalog/routing.yaml:2' }]);
  });

  it('is refused where a row of it is wrong', async () => {
    const loading = loadRouting(parseConfig(null), KNOWN, program('{ id: a, when: {}, then: { experts: [x] } }'));

    const error: unknown = await loading.catch((thrown: unknown) => thrown);

    expect(
      refusal(() => {
        throw error;
      }),
    ).toContain('catalog/routing.yaml:2: the routing row "a" names an unknown expert "x"');
  });
});
