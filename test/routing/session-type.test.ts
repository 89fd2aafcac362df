import { describe, expect, it } from 'vitest';
import { type SessionType, suggestSessionType } from '../../src/routing/session-type.ts';

describe('suggestSessionType', () => {
  it('takes a change for a pull request', () => {
    expect(suggestSessionType({ kind: 'change' })).toBe('pr_review');
  });

  it.each<[path: string, type: SessionType]>([
    ['documentation/reviews/2026-04-29-idp-choice-plan.md', 'plan_review'],
    ['PLANS/2026-04-29-Choice-PLAN.MD', 'plan_review'],
    ['documentation/reviews/2026-04-29-experiment-plan.md', 'plan_review'],
    ['C:\\work\\reviews\\x-plan.md', 'plan_review'],
    ['documentation/reviews/s22_verdict.md', 'experiment_review'],
    ['reports/2026-05-ablation-results.txt', 'experiment_review'],
    ['sign-off.md', 'experiment_review'],
    ['s22-signoff.md', 'experiment_review'],
    ['experiments/2026-05-momentum.md', 'experiment_review'],
    ['documentation/experiment/momentum.md', 'experiment_review'],
    ['docs/experimental-api.md', 'general'],
    ['results/readme.md', 'general'],
    ['documentation/planning.md', 'general'],
    ['plan.md', 'general'],
    ['experiments/run.py', 'general'],
    ['x-plan.py', 'general'],
    ['README', 'general'],
  ])('judges %s by its name: %s', (path, type) => {
    expect(suggestSessionType({ kind: 'artifact', path })).toBe(type);
  });
});
