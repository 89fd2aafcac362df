import { describe, expect, it } from 'vitest';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';

describe('a file of figures', () => {
  it.each<[unknown, string]>([
    [
      { infra: { pvc: 91 } },
      's.json: unknown key "pvc" under infra\n  expected one of: pods_down, pvc_pct, oom_24h, cpu_pct',
    ],
    [
      { pipelines: {} },
      's.json: unknown key "pipelines"\n  expected one of: infra, pipeline, runs, models, sortino, challengers_pending\n  did you mean "pipeline"?',
    ],
    [
      [],
      's.json: the file is a list\n  expected an object with infra, pipeline, runs, models, sortino, challengers_pending',
    ],
    [
      { runs: 3 },
      's.json: runs is 3\n  expected an object with pass_counts, last_useful_age_h, full_universe_runs_3d, last_candidate_age_d',
    ],
    [
      { models: [{ crypto: 'A', age_d: 1 }, { age_d: 2 }] },
      's.json: models[1] names no crypto\n  expected the key crypto with a symbol, e.g. BTCUSDC',
    ],
    [
      { sortino: [{ crypto: 'A', lasts: [] }] },
      's.json: unknown key "lasts" under sortino[0]\n  expected one of: crypto, last\n  did you mean "last"?',
    ],
  ])('refuses %j', (value, expected) => {
    const error = refusalOf(value);

    expect(renderError(error).startsWith(expected)).toBe(true);
    expect(error.code).toBe('bad-input');
  });

  it('tells each figure that is none', () => {
    const facts = readStateInput(
      { infra: { cpu_pct: '+Inf' }, runs: { pass_counts: 3 }, models: {}, challengers_pending: null },
      's.json',
    );

    expect(facts).toMatchObject({
      infra: { cpuPct: { why: 'not-a-number', words: 'cpu_pct is "+Inf", which is no finite number' } },
      runs: { passCounts: { why: 'wrong-shape', words: 'pass_counts is 3, expected a list' } },
      models: { why: 'wrong-shape', words: 'models is an object, expected a list' },
      challengersPending: { why: 'absent', words: 'challengers_pending is not given' },
    });
  });

  it('lets a duration that nobody measures decide nothing', () => {
    expect(readStateInput({}, 's.json').pipeline.runHours).toBeNull();
  });
});

function refusalOf(value: unknown): AppError {
  try {
    readStateInput(value, 's.json');
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('the file was not refused');
}
