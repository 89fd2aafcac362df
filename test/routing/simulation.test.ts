import { describe, expect, it } from 'vitest';
import { isAppError, renderError } from '../../src/kernel/app-error.ts';
import { type PullRecording, parseBaseRecording, parsePullRecording } from '../../src/routing/pull-recording.ts';
import { simulate, totalOf } from '../../src/routing/simulation.ts';
import { KNOWN, matrixOf } from './stage.ts';

function recorded(number: number, path: string, more: Partial<PullRecording> = {}): PullRecording {
  return {
    ...{
      version: 1,
      repository: 'acme/quant',
      number,
      title: `change ${number}`,
      author: 'MEMBER',
      base: 'main',
      labels: [],
    },
    ...{ state: 'merged', closed_at: '2026-05-01T08:00:00Z', files_missing: null },
    ...{ adrs: null, evidence: null, history: null },
    files: [{ path, previous_path: null, status: 'modified', lines: 3 }],
    ...more,
  };
}

const under = (rows: readonly string[]) => ({ matrix: matrixOf(rows), known: KNOWN });
const BUILT_IN = under(['include: defaults']);

describe('a simulation', () => {
  it('tells for each pull request what would have been another way, and only that', () => {
    const after = under([
      'include: defaults',
      '{ id: docs, when: { only: [docs/**] }, then: { depth: light, experts: [architect], labels: [docs] } }',
      '{ id: lean, when: { only: [conf/**] }, then: { budget_usd: 0.2 } }',
    ]);

    const pulls = simulate(
      [recorded(1, 'docs/a.md'), recorded(2, 'src/a.py'), recorded(3, 'conf/a.yml')],
      BUILT_IN,
      after,
    );

    expect(pulls).toMatchObject([
      {
        number: 1,
        differences: [
          'depth: skip → light',
          'session: none → pr_review',
          'experts: none → architect',
          'labels: none → docs',
        ],
      },
      { number: 2, differences: [] },
      { number: 3, differences: ['budget_usd: none → 0.2'] },
    ]);
  });

  it('adds up sessions, depths and seats', () => {
    const before = under(['{ id: docs, when: { only: [docs/**] }, then: { depth: skip } }']);
    const after = under([
      '{ id: docs, when: { only: [docs/**] }, then: { depth: light, experts: [ops] } }',
      '{ id: conf, when: { only: [conf/**] }, then: { depth: skip } }',
      '{ id: web, when: { only: [web/**] }, then: { depth: light, experts: [architect, ops] } }',
    ]);
    const pulls = simulate(
      ['docs/a.md', 'conf/a.yml', 'web/a.ts', 'src/a.py'].map((path, index) => recorded(index + 1, path)),
      before,
      after,
    );

    expect(totalOf(pulls, before, after)).toEqual({
      ...{ simulated: 4, notSimulated: 0, changed: 3, refused: 0 },
      sessions: { before: 3, after: 3 },
      seats: { before: 30, after: 16 },
      ...{ added: 1, saved: 1, deeper: 0, shallower: 1 },
    });
  });

  it('leaves out one whose files are not all known, and says so', () => {
    const cut = recorded(1, 'docs/a.md', { files_missing: 'GitHub lists 3000 of its 4211 files' });

    const pulls = simulate([cut], BUILT_IN, BUILT_IN);

    expect(pulls).toMatchObject([{ kind: 'not-simulated', why: 'GitHub lists 3000 of its 4211 files' }]);
    expect(totalOf(pulls, BUILT_IN, BUILT_IN)).toMatchObject({ simulated: 0, notSimulated: 1 });
  });

  it('lists the rows that ask for what was not recorded', () => {
    const after = under(['{ id: found, when: { evidence: [hard] }, then: { depth: full } }']);

    const [unknown, known] = simulate([recorded(1, 'a.py'), recorded(2, 'a.py', { evidence: [] })], BUILT_IN, after);

    expect(unknown).toMatchObject({ undecided: [{ id: 'found', unknown: ['evidence'] }] });
    expect(known).toMatchObject({ undecided: [] });
  });

  it('tells a contradiction of rows where it happens, and goes on', () => {
    const after = under([
      '{ id: a, when: { paths: [a.py] }, then: { session: general } }',
      '{ id: b, when: { labels: [plan] }, then: { session: plan_review } }',
    ]);

    const pulls = simulate([recorded(1, 'a.py', { labels: ['plan'] }), recorded(2, 'a.py')], BUILT_IN, after);

    expect(pulls).toMatchObject([
      { after: { kind: 'refused', why: expect.stringContaining('two routing rows contradict each other: "a"') } },
      { after: { kind: 'routed' }, differences: ['session: pr_review → general'] },
    ]);
    expect(totalOf(pulls, BUILT_IN, after)).toMatchObject({
      ...{ refused: 1, saved: 0 },
      sessions: { before: 2, after: 1 },
    });
  });
});

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isAppError(error)) return renderError(error);
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a recording', () => {
  it('is read as it was written', () => {
    const recording = recorded(41, 'src/a.py', { history: { blockers: 1, majors: 0, all: 2 } });

    expect(parsePullRecording(JSON.stringify(recording, null, 2), '41.json')).toEqual(recording);
  });

  it('may leave out what is null', () => {
    const { adrs: _a, evidence: _e, history: _h, files_missing: _m, ...lean } = recorded(41, 'src/a.py');

    expect(parsePullRecording(JSON.stringify(lean), '41.json')).toEqual(recorded(41, 'src/a.py'));
  });

  it.each([
    ['{', 'not valid JSON'],
    ['version: 1', 'not valid JSON'],
    [JSON.stringify({ ...recorded(1, 'a'), title: undefined }, null, 2), 'missing key "title"'],
    [JSON.stringify({ ...recorded(1, 'a'), autor: 'x' }, null, 2), 'unknown key "autor"'],
    [JSON.stringify({ ...recorded(1, 'a'), author: 'member' }, null, 2), '1.json:6: author is "member"'],
  ])('that is none is refused with its place: %#', (text, words) => {
    expect(refusal(() => parsePullRecording(text, '1.json'))).toContain(words);
  });

  it('of a base is refused where it is none', () => {
    expect(refusal(() => parseBaseRecording('{ "version": 2 }', 'base.json'))).toContain('base.json:1: version is 2');
  });
});
