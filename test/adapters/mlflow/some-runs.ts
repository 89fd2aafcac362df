import type { FakeRun } from '../../fakes/mlflow/mlflow.ts';

/** Runs of three experiments around 10 March 2026: finished, running, deleted, old and bare. */
export const RUNS: readonly FakeRun[] = [
  {
    id: 'r1',
    startedAt: '2026-03-08T08:00:00Z',
    endedAt: '2026-03-08T09:00:00Z',
    metrics: { sortino: -0.2, passed: 3 },
    tags: { crypto: 'BTCUSDC' },
  },
  {
    id: 'r2',
    startedAt: '2026-03-10T08:00:00Z',
    endedAt: '2026-03-10T09:00:00Z',
    metrics: { sortino: 0.7, passed: 1 },
    tags: { crypto: 'BTCUSDC', kind: 'full' },
  },
  {
    id: 'r3',
    startedAt: '2026-03-09T08:00:00Z',
    endedAt: '2026-03-09T09:00:00Z',
    metrics: { sortino: Number.NaN, passed: Number.POSITIVE_INFINITY },
    params: { crypto: 'SOLUSDC' },
  },
  {
    id: 'r4',
    startedAt: '2026-03-10T11:30:00Z',
    status: 'RUNNING',
    tags: { crypto: 'SOLUSDC' },
    histories: { trial_score: [0.5, Number.NaN, 0.5, 0.5, 0.6] },
  },
  { id: 'gone', startedAt: '2026-03-10T11:00:00Z', deleted: true, metrics: { sortino: 9 } },
  {
    id: 'old',
    experiment: '2',
    startedAt: '2026-02-20T08:00:00Z',
    endedAt: '2026-02-20T09:00:00Z',
    metrics: { sortino: 1 },
  },
  { id: 'bare', experiment: '3', startedAt: '2026-03-10T11:00:00Z' },
];
