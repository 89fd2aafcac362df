import { describe, expect, it } from 'vitest';
import type { RouteFacts } from '../../src/routing/route-facts.ts';
import { matchRow } from '../../src/routing/row-match.ts';
import { factsWith, matchedIn, matrixOf, routeBy, touching } from './stage.ts';

/** What a row with one condition says of some facts. */
function ask(when: string, facts: Partial<RouteFacts>) {
  const { rows, areas } = matrixOf(
    [`{ id: row, when: ${when}, then: { labels: [x] } }`],
    'areas: { bots: [bots/**] }\n',
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no row');
  return matchRow(row, factsWith(facts), areas);
}

const HIT = { rule: 'leak/backfill', class: 'hard', severity: 'major' } as const;

describe('a condition', () => {
  it.each<[string, Partial<RouteFacts>, string]>([
    [
      '{ paths: [docs/**, src/training/**] }',
      { files: touching('a.py', 'src/training/fit.py', 'src/training/a.py', 'docs/b.md') },
      'src/training/fit.py (and 2 more) matches src/training/**',
    ],
    [
      '{ paths: [src/risk] }',
      { files: touching('src/risk/limits.py > lib/limits.py') },
      'src/risk/limits.py matches src/risk',
    ],
    ['{ paths: [src/risk] }', { files: touching('-src/risk/limits.py') }, 'src/risk/limits.py matches src/risk'],
    ['{ paths: [$bots] }', { files: touching('bots/a.py') }, 'bots/a.py matches $bots'],
    [
      '{ paths: [src/**], except: ["**/*.md"] }',
      { files: touching('src/a.md', 'src/b.py') },
      'src/b.py matches src/**',
    ],
    [
      '{ only: [docs/**, "*.md"] }',
      { files: touching('docs/a.png', 'README.md') },
      'nothing else is touched than docs/** and *.md',
    ],
    ['{ none: [src/**] }', { files: touching('README.md') }, 'nothing of src/** is touched'],
    ['{ risk: [bots] }', { files: touching('bots/a.py', 'bots/b.py') }, 'bots/a.py (and 1 more) lie in the area bots'],
    ['{ labels: [Urgent] }', { labels: ['urgent', 'x'] }, 'it has the label urgent'],
    ['{ title: "^fix(!)?:" }', { title: 'fix!: stop' }, 'the title holds "fix!:", which ^fix(!)?: looks for'],
    ['{ author: [NONE, FIRST_TIMER] }', { author: 'NONE' }, 'its author is NONE'],
    ['{ base: [main, "release/*"] }', { baseBranch: 'release/2' }, 'it goes into release/2, which matches release/*'],
    ['{ base: [main] }', {}, 'it goes into main'],
    [
      '{ size: { lines: 4, files: 2 } }',
      { files: touching('a', 'b') },
      '4 changed lines, at least 4; 2 files, at least 2',
    ],
    ['{ adrs: [adr:2, adr:3] }', { adrs: ['adr:3', 'adr:9'] }, 'adr:3 binds it'],
    ['{ adrs: [any] }', { adrs: ['adr:3', 'adr:9'] }, 'adr:3, adr:9 bind it'],
    ['{ evidence: [leak/backfill] }', { evidence: [HIT] }, 'leak/backfill, a hard major, was found'],
    ['{ evidence: ["leak/*"] }', { evidence: [HIT, HIT] }, 'leak/backfill, a hard major, was found (and 1 more)'],
    ['{ evidence: [minor] }', { evidence: [HIT] }, 'leak/backfill, a hard major, was found'],
    ['{ evidence: [{ class: hard, severity: major }] }', { evidence: [HIT] }, 'leak/backfill, a hard major, was found'],
    [
      '{ history: { majors: 2, findings: 3 } }',
      { history: { blockers: 0, majors: 2, all: 4 } },
      'earlier pull requests had findings on these paths: 2 majors, at least 2; 4 findings, at least 3',
    ],
    ['{}', {}, 'it asks for nothing, so every change matches'],
  ])('%s holds, and says why', (when, facts, because) => {
    expect(ask(when, facts)).toEqual({ kind: 'matched', because: [because] });
  });

  it.each<[string, Partial<RouteFacts>]>([
    ['{ paths: [src/risk] }', { files: touching('src/other/a.py') }],
    ['{ paths: [src/**], except: ["**/*.md"] }', { files: touching('src/a.md') }],
    ['{ only: [docs/**] }', { files: touching('docs/a.md > src/a.py') }],
    ['{ only: [docs/**] }', { files: touching('src/a.py > docs/a.md') }],
    ['{ only: ["**"] }', { files: [] }],
    ['{ none: [src/**] }', { files: touching('src/a.py > docs/a.md') }],
    ['{ risk: [bots], except: [bots/a.py] }', { files: touching('bots/a.py') }],
    ['{ labels: [urgent] }', { labels: ['urgently'] }],
    ['{ title: "^fix" }', { title: 'a fix' }],
    ['{ author: [NONE] }', { author: 'OWNER' }],
    ['{ base: [main] }', { baseBranch: 'feature/main' }],
    ['{ size: { lines: 5 } }', { files: touching('a', 'b') }],
    ['{ size: { lines: 1, files: 3 } }', { files: touching('a', 'b') }],
    ['{ adrs: [any] }', { adrs: [] }],
    ['{ adrs: [adr:2] }', { adrs: ['adr:25'] }],
    ['{ evidence: [blocker] }', { evidence: [HIT] }],
    ['{ evidence: [soft] }', { evidence: [HIT] }],
    ['{ evidence: [{ rule: leak/backfill, class: soft }] }', { evidence: [HIT] }],
    ['{ history: { majors: 2, blockers: 1 } }', { history: { blockers: 0, majors: 9, all: 9 } }],
  ])('%s fails', (when, facts) => {
    expect(ask(when, facts)).toEqual({ kind: 'not-matched' });
  });

  it.each<[string, Partial<RouteFacts>, readonly string[]]>([
    ['{ labels: [a] }', { labels: null }, ['labels']],
    ['{ title: a, author: [NONE] }', { title: null, author: null }, ['title', 'author']],
    ['{ base: [main], paths: [src/**] }', { baseBranch: null }, ['base']],
    [
      '{ adrs: [any], evidence: [hard], history: { findings: 1 } }',
      { adrs: null, evidence: null, history: null },
      ['adrs', 'evidence', 'history'],
    ],
  ])('%s cannot tell where the fact is unknown', (when, facts, unknown) => {
    expect(ask(when, facts)).toEqual({ kind: 'undecided', unknown });
  });

  it('that fails decides whatever is unknown beside it', () => {
    expect(ask('{ labels: [a], paths: [docs/**] }', { labels: null })).toEqual({ kind: 'not-matched' });
  });

  it('that cannot tell leaves the row out of the route, and lists it', () => {
    const route = routeBy(['{ id: hot, when: { labels: [hot] }, then: { depth: skip } }'], { labels: null });

    expect(matchedIn(route)).toEqual([]);
    expect(route).toMatchObject({ depth: 'full', undecided: [{ id: 'hot', unknown: ['labels'] }] });
  });
});
