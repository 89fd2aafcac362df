import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMlflowRuns } from '../../../src/adapters/mlflow/runs.ts';
import { openWeb } from '../../../src/adapters/web/service.ts';
import { type FakeMlflow, startMlflow } from '../../fakes/mlflow/mlflow.ts';
import { RUNS } from './some-runs.ts';

let mlflow: FakeMlflow;

beforeAll(async () => {
  mlflow = await startMlflow(RUNS);
});
afterAll(() => mlflow.stop());

function web() {
  return openWeb({ name: 'mlflow', baseUrl: mlflow.url, authorization: null });
}

describe('a run of MLflow', () => {
  it('is read with its metrics, parameters and tags', async () => {
    const run = await openMlflowRuns(web()).readRun('r3');

    expect(run).toEqual({
      id: 'r3',
      status: 'FINISHED',
      startedAt: '2026-03-09T08:00:00.000Z',
      endedAt: '2026-03-09T09:00:00.000Z',
      metrics: new Map<string, unknown>([
        ['sortino', 'NaN'],
        ['passed', Number.MAX_VALUE],
      ]),
      params: new Map([['crypto', 'SOLUSDC']]),
      tags: new Map(),
    });
  });

  it('is read where every field is left out that is empty', async () => {
    const run = await openMlflowRuns(web()).readRun('bare');

    expect(run).toMatchObject({ id: 'bare', endedAt: null, metrics: new Map(), params: new Map(), tags: new Map() });
  });

  it.each([
    ['gone', 'missing', 'the run gone was deleted'],
    ['nobody', 'missing', 'mlflow refuses (404 RESOURCE_DOES_NOT_EXIST): Run with id=nobody not found'],
    ['../experiments', 'refused', '"../experiments" is no id of a run'],
  ])('is unknown for %s', async (id, why, words) => {
    expect(await openMlflowRuns(web()).readRun(id)).toEqual({ known: false, why, words });
  });

  it('has the whole history of a metric, over its pages', async () => {
    const before = mlflow.asked.length;

    const history = await openMlflowRuns(web()).readHistory('r4', 'trial_score');
    const none = await openMlflowRuns(web()).readHistory('r4', 'nothing');

    expect(history).toEqual([0.5, 'NaN', 0.5, 0.5, 0.6]);
    expect(none).toEqual([]);
    expect(mlflow.asked.slice(before)).toEqual(Array.from({ length: 4 }, () => 'GET metrics/get-history'));
  });
});
