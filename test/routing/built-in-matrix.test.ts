import { describe, expect, it } from 'vitest';
import { decideRoute } from '../../src/routing/decide-route.ts';
import { checkMatrix } from '../../src/routing/matrix-check.ts';
import type { RouteFacts } from '../../src/routing/route-facts.ts';
import { BUILT_IN, factsWith, KNOWN, matrixOf, refusal, touching } from './stage.ts';

const PLAN = 'documentation/reviews/2026-05-01-momentum-plan.md';
const REPORT = 'documentation/experiments/2026-05-01-ftf-verdict.md';

/** `full pr_review all`, `light pr_review ops`, `skip`. */
function tell(paths: readonly string[], settings = '', facts: Partial<RouteFacts> = {}): string {
  const route = decideRoute(factsWith({ files: touching(...paths), ...facts }), matrixOf([], settings), KNOWN);
  if (route.depth === 'skip') return 'skip';
  return `${route.depth} ${route.session_type} ${route.experts?.join(' ') ?? 'all'}`;
}

const FULL = 'full pr_review all';
const CONFIGURATION = 'light pr_review crypto-trader ops';
const TESTS = 'light pr_review ml-engineer architect';
const RESEARCH = 'light pr_review ml-engineer data-scientist';

describe('the built-in matrix', () => {
  it.each([
    ['the pipeline', ['src/commun/pipeline/run.py'], FULL],
    ['finetuning', ['src/commun/finetune/search.py'], FULL],
    ['the cache', ['src/commun/cache/keys.py'], FULL],
    ['a backtest', ['src/backtest/engine.ts'], FULL],
    ['a backtest in a flat repository', ['backtest.py'], FULL],
    ['training', ['src/training/fit.py', 'README.md'], FULL],
    ['a notebook that trains', ['training/fit.ipynb'], FULL],
    ['labels', ['labels/triple_barrier.py'], FULL],
    ['production trading', ['prod/trading/orders.py'], FULL],
    ['the risk engine', ['src/risk/limits.py'], FULL],
    ['a strategy', ['strategies/momentum.pine'], FULL],
    ['features', ['src/features/momentum.py'], FULL],
    ['code that no row knows', ['web/index.tsx'], FULL],
    ['a script', ['scripts/deploy.sh'], FULL],
    ['a deleted guard', ['-src/risk/kill_switch.py'], FULL],
    ['a program among the documents', ['docs/conf.py'], FULL],
    ['a document that becomes code', ['notes.md > src/app.py'], FULL],
    ['code that becomes a document', ['src/app.py > notes.md'], FULL],
    ['code and configuration', ['web/index.tsx', 'conf/fees.yml'], FULL],
    ['code and a plan', ['src/training/fit.py', PLAN], FULL],
    ['configuration and a plan', ['conf/fees.yml', PLAN], FULL],
    ['code and a report', ['src/app.py', REPORT], FULL],
    ['what instructs', ['.github/conclave.yml'], FULL],
    ['a skill of the repository', ['.github/conclave/skills/quant/SKILL.md'], FULL],
    ['instructions for other models', ['AGENTS.md', 'README.md'], FULL],
    ['documents', ['README.md', 'docs/guide.rst', 'docs/curve.png', 'LICENSE'], 'skip'],
    ['documents beside the code', ['src/backtest/README.md'], 'skip'],
    ['dashboards', ['dashboards/pnl.json', 'ops/grafana/risk.json', 'docs/a.md'], 'skip'],
    ['configuration', ['conf/fees.yml'], CONFIGURATION],
    ['configuration beside the code', ['src/trading/limits.toml'], CONFIGURATION],
    ['a workflow', ['.github/workflows/ci.yml', 'README.md'], CONFIGURATION],
    ['a lock file', ['uv.lock'], CONFIGURATION],
    ['a manifest and its lock file', ['package.json', 'package-lock.json'], CONFIGURATION],
    ['requirements', ['requirements-dev.txt'], CONFIGURATION],
    ['an image of a service', ['Dockerfile', 'docker-compose.yml', '.env.example'], CONFIGURATION],
    ['infrastructure', ['infra/main.tf'], CONFIGURATION],
    ['configuration and a dashboard', ['conf/fees.yml', 'dashboards/pnl.json'], CONFIGURATION],
    ['tests', ['tests/training/test_fit.py', 'tests/fixtures/bars.json', 'tests/bars.csv'], TESTS],
    ['a deleted test', ['-tests/test_leak.py'], TESTS],
    [
      'tests and configuration',
      ['tests/test_fit.py', 'pyproject.toml'],
      'light pr_review ml-engineer crypto-trader architect ops',
    ],
    ['notebooks', ['notebooks/eda.ipynb', 'README.md'], RESEARCH],
    ['tables', ['data/btc.csv'], RESEARCH],
    ['a stored model', ['models/forest.pkl'], RESEARCH],
    ['a plan', [PLAN], 'full plan_review all'],
    ['a plan that was renamed', ['documentation/reviews/2026-04-01-x-plan.md > '.concat(PLAN)], 'full plan_review all'],
    ['a plan and other documents', [PLAN, 'docs/a.md'], 'full plan_review all'],
    ['a report', [REPORT], 'full experiment_review all'],
    ['a report with its notebook', [REPORT, 'notebooks/ftf.ipynb'], 'full experiment_review all'],
    ['a plan and a report', [PLAN, REPORT], 'full plan_review all'],
    ['nothing', [], FULL],
  ])('routes %s: %j → %s', (_, paths, route) => {
    expect(tell(paths)).toBe(route);
  });

  it('finds plans where the configuration says that they stand', () => {
    const settings = "gates: { g3: { dossiers: 'plans/*.md' } }\n";

    expect(tell(['plans/momentum.md'], settings)).toBe('full plan_review all');
    expect(tell([PLAN], settings)).toBe('skip');
  });

  it('follows the areas of the repository', () => {
    expect(tell(['bots/a.yml'], 'areas: { configuration: [bots/**] }\n')).toBe(CONFIGURATION);
    expect(tell(['bots/a.py'], 'areas: { configuration: [bots/**] }\n')).toBe(CONFIGURATION);
  });

  it('skips no document in which a rule found something', () => {
    const evidence = [{ rule: 'sec/secret', class: 'hard', severity: 'blocker' }] as const;

    expect(tell(['docs/a.md'], '', { evidence })).toBe('light pr_review ops');
    expect(tell(['web/index.tsx'], '', { evidence })).toBe(FULL);
  });

  it('has no warning, no contradiction and no unknown name, also as rows of a repository', () => {
    const own = { ...matrixOf([]), rows: BUILT_IN.map((row) => ({ ...row, from: 'repository' as const })) };

    expect(checkMatrix(own, KNOWN)).toEqual([]);
  });

  it('asks for less than a full review only where nothing else is touched', () => {
    const shallow = BUILT_IN.filter(({ wants }) => wants.depth === 'light' || wants.depth === 'skip');

    expect(shallow.length).toBeGreaterThan(4);
    expect(shallow.filter(({ when }) => when.only === undefined)).toEqual([]);
  });

  it('stands where a repository includes it, and nowhere else', () => {
    const own = '{ id: own, when: {}, then: { labels: [seen] } }';

    expect(matrixOf([own]).rows.map(({ id }) => id)).toEqual(['own']);
    expect(matrixOf(['include: defaults', own]).rows.map(({ id }) => id)).toEqual([
      ...BUILT_IN.map(({ id }) => id),
      'own',
    ]);
    expect(matrixOf([own, 'include: defaults']).rows[0]?.id).toBe('own');
  });

  it('cannot be included twice, nor be replaced row by row', () => {
    expect(refusal(() => matrixOf(['include: defaults', 'include: defaults']))).toContain(
      '.github/conclave.yml:4: the built-in rows are included twice',
    );
    expect(refusal(() => matrixOf(['include: defaults', '{ id: tests, when: {}, then: { depth: full } }']))).toMatch(
      /conclave\.yml:4: two routing rows are called "tests"\n.*a built-in row has it at catalog\/routing\.yaml:\d+\n.*rename it/,
    );
  });
});
