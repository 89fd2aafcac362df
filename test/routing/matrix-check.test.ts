import { describe, expect, it } from 'vitest';
import { areDisjoint } from '../../src/routing/disjoint-globs.ts';
import { checkMatrix } from '../../src/routing/matrix-check.ts';
import { KNOWN, matrixOf, refusal } from './stage.ts';

const check = (rows: readonly string[], known = KNOWN) => checkMatrix(matrixOf(rows), known);
const row = (when: string, then = '{ depth: full }', id = 'row') => `{ id: ${id}, when: ${when}, then: ${then} }`;

describe('a matrix with an unknown name', () => {
  it('is refused for an expert, with line, the known ones and the nearest', () => {
    expect(refusal(() => check([row('{}'), row('{}', '{ experts: [ops, crypto-trade] }', 'other')]))).toBe(
      [
        '.github/conclave.yml:4: the routing row "other" names an unknown expert "crypto-trade"',
        '  expected one of: ml-engineer, data-scientist, crypto-trader, architect, ops',
        '  did you mean "crypto-trader"?',
      ].join('\n'),
    );
  });

  it('says that the long name of an expert is not the one to write', () => {
    expect(refusal(() => check([row('{}', '{ experts: [expert-ops] }')]))).toContain('did you mean "ops"?');
  });

  it('says how an expert is added where none is near', () => {
    expect(refusal(() => check([row('{}', '{ experts: [quant] }')]))).toContain('.github/conclave/skills/<name>/');
  });

  it('takes the skills of the repository', () => {
    expect(check([row('{}', '{ experts: [quant] }')], { ...KNOWN, experts: [...KNOWN.experts, 'quant'] })).toEqual([]);
  });

  it.each([
    '{ risk: [tradin] }',
    '{ paths: [$tradin] }',
    '{ only: [a, $tradin] }',
    '{ none: [$tradin] }',
    '{ paths: [a], except: [$tradin] }',
  ])('is refused for an area: %s', (when) => {
    const words = refusal(() => check([row(when)]));

    expect(words).toContain('.github/conclave.yml:3: the routing row "row" names an unknown area "tradin"');
    expect(words).toContain('did you mean "trading"?');
  });

  it('knows the areas that follow other settings', () => {
    expect(check([row('{ paths: [$dossiers, $records] }')])).toEqual([]);
  });
});

describe('two rows that contradict each other', () => {
  it.each([
    ['{ paths: [a, b] }', '{ paths: [b, a] }'],
    ['{ paths: [a], labels: [x] }', '{ paths: [a] }'],
    ['{ labels: [x] }', '{ labels: [x, y] }'],
    ['{ size: { lines: 500 } }', '{ size: { lines: 100 } }'],
    ['{ adrs: [adr:3] }', '{ adrs: [any] }'],
    ['{ paths: [a], except: [b] }', '{ paths: [a] }'],
    ['{ title: "^fix" }', '{}'],
  ])('are told before there is a change when %s implies %s', (one, other) => {
    const rows = [row(one, '{ session: general }', 'one'), row(other, '{ session: plan_review }', 'other')];

    expect(refusal(() => check(rows))).toContain(
      'two routing rows contradict each other: "one" (.github/conclave.yml:3)',
    );
    expect(refusal(() => check(rows.toReversed()))).toContain('two routing rows contradict each other');
  });

  it.each([
    ['{ paths: [a] }', '{ paths: [b] }'],
    ['{ paths: [a], except: [b] }', '{ paths: [a], except: [c] }'],
    ['{ paths: [a], only: [a] }', '{ paths: [a], none: [b] }'],
    ['{ title: "^fix" }', '{ title: "^feat" }'],
    ['{ size: { lines: 5 } }', '{ size: { files: 5 } }'],
  ])('are left to the change where %s and %s may never meet', (one, other) => {
    const rows = [row(one, '{ session: general }', 'one'), row(other, '{ session: plan_review }', 'other')];

    expect(check(rows)).toEqual([]);
  });
});

describe('a row that does nothing', () => {
  it.each([
    ['{ paths: [docs/**], only: [src/**] }', 'can never match: no path is among both'],
    ['{ paths: ["*.md", "*.rst"], only: ["**/*.{py,ts}"] }', 'can never match: no path is among both'],
    ['{ risk: [dashboards], only: ["src/a/*.py"] }', 'can never match: no path is among both'],
    ['{ paths: [a.md, docs], none: [docs, "*.md"] }', 'can never match: none or except take away all'],
    ['{ paths: [$tests], except: [$tests] }', 'can never match: none or except take away all'],
    ['{ paths: [src/a/**, src/b/*.py], except: [src/**] }', 'can never match: none or except take away all'],
    ['{ size: { lines: 9 }, none: ["**"] }', 'can never match: none takes away every path'],
    ['{ size: { files: 3001 } }', 'GitHub lists at most 3,000 files'],
  ])('is pointed out: %s', (when, words) => {
    expect(check([row(when)])).toMatchObject([
      { row: 'row', where: '.github/conclave.yml:3', text: expect.stringContaining(words) },
    ]);
  });

  it.each([
    '{ paths: [docs/**], only: [docs/a/**, src/**] }',
    '{ paths: ["**/*.md"], only: [docs/**] }',
    '{ paths: [docs/a.md], only: ["**"] }',
    '{ paths: ["src/**"], except: ["**/*.md"] }',
    '{ paths: ["src/**"], except: ["src/a/**"] }',
    '{ paths: ["*.py", srcs/a], except: ["src/**"] }',
    '{ size: { files: 3000 } }',
  ])('is not suspected where it may: %s', (when) => {
    expect(check([row(when)])).toEqual([]);
  });

  it('is pointed out where another row asks for as much whenever it matches', () => {
    const rows = [
      row('{ paths: [src/**] }', '{ experts: [ops, architect] }', 'wide'),
      row('{ paths: [src/**], labels: [x] }', '{ experts: [ops] }'),
    ];

    expect(check(rows)).toMatchObject([
      {
        row: 'row',
        text: 'the routing row "row" adds nothing: "wide" (.github/conclave.yml:3) matches whenever it does, and asks for as much',
      },
    ]);
    expect(check([...rows.slice(0, 1), row('{ paths: [src/**], labels: [x] }', '{ experts: [ml-engineer] }')])).toEqual(
      [],
    );
  });

  it('is pointed out once where two mean the same', () => {
    expect(check([row('{ labels: [a] }', undefined, 'one'), row('{ labels: [a] }', undefined, 'two')])).toMatchObject([
      { row: 'two' },
    ]);
  });

  it('is pointed out where no rule of that name runs, if the rules are known', () => {
    const rules = { ...KNOWN, rules: ['leak/backfill'] };

    expect(check([row('{ evidence: [leak/backfil, "risk/*"] }')], rules)).toMatchObject([
      { text: 'the routing row "row" can never match: no evidence rule that runs is called leak/backfil or risk/*' },
    ]);
    expect(check([row('{ evidence: [hard, leak/none] }')], rules)).toMatchObject([
      { text: 'the routing row "row" asks in part in vain: no evidence rule that runs is called leak/none' },
    ]);
    expect(check([row('{ evidence: [hard, "leak/*"] }')], rules)).toEqual([]);
    expect(check([row('{ evidence: [leak/none] }')])).toEqual([]);
  });

  it('is pointed out where it lets other code be read lightly', () => {
    const words = 'asks for depth light where some path matches, whatever else is touched';

    expect(check([row('{ paths: ["**/*.yml"] }', '{ depth: light }')])).toMatchObject([
      { text: expect.stringContaining(words) },
    ]);
    expect(check([row('{ paths: ["**/*.yml"], only: ["**/*.yml"] }', '{ depth: light }')])).toEqual([]);
    expect(check([row('{ labels: [trivial] }', '{ depth: skip }')])).toEqual([]);
  });
});

describe('a row that asks for less of every change', () => {
  it('is pointed out', () => {
    expect(check([row('{}', '{ depth: skip }')])).toMatchObject([
      { text: 'the routing row "row" asks for depth skip of every change' },
    ]);
    expect(check([row('{}', '{ depth: full }')])).toEqual([]);
  });
});

describe('a row that asks for less by a title', () => {
  it('is pointed out, since its author writes it', () => {
    expect(check([row('{ title: "^docs" }', '{ depth: skip }')])).toMatchObject([
      { text: 'the routing row "row" asks for depth skip by the title alone, which its author writes' },
    ]);
    expect(check([row('{ title: "^docs", only: ["*.md"] }', '{ depth: skip }')])).toEqual([]);
    expect(check([row('{ title: "^docs" }', '{ depth: full }')])).toEqual([]);
  });
});

describe('two patterns', () => {
  it.each([
    ['src/**', 'docs/**', true],
    ['src/**', 'src/a/**', false],
    ['src/a', 'src/ab/**', false],
    ['*.md', '*.py', true],
    ['**/*.md', 'docs/*.{rst,py}', true],
    ['**/*.md', '**/*.test.md', false],
    ['*.md', 'src/md', false],
    ['a*', '*.py', false],
  ])('%s and %s are surely disjoint: %s', (one, other, expected) => {
    expect(areDisjoint(one, other)).toBe(expected);
    expect(areDisjoint(other, one)).toBe(expected);
  });
});
