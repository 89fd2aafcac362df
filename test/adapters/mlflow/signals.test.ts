import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openMlflow } from '../../../src/adapters/mlflow/source.ts';
import { openWeb } from '../../../src/adapters/web/service.ts';
import type { SignalQuestion } from '../../../src/ports/signal-source.ts';
import { type FakeMlflow, startMlflow } from '../../fakes/mlflow/mlflow.ts';
import { RUNS } from './some-runs.ts';

const at = new Date('2026-03-10T12:00:00Z');

let mlflow: FakeMlflow;

beforeAll(async () => {
  mlflow = await startMlflow(RUNS);
});
afterEach(() => {
  for (const fault of ['html', 'truncated', 'refused'] as const) delete mlflow.faults[fault];
});
afterAll(() => mlflow.stop());

function web() {
  return openWeb({ name: 'mlflow', baseUrl: mlflow.url, authorization: null });
}

function ask(form: SignalQuestion['form'], query: string, more: Partial<SignalQuestion> = {}) {
  const question = {
    name: 'sortino',
    form,
    query,
    freshness: null,
    maxAgeSeconds: 86_400,
    by: 'crypto',
    run: 'run',
    windowSeconds: 7 * 86_400,
  };
  return openMlflow(web()).ask({ ...question, ...more }, at);
}

const FINISHED = `filter="attributes.status = 'FINISHED'"`;

/** Words that are given in full, or by a pattern that they must fit. */
const wordsLike = (words: string | RegExp): unknown =>
  expect.stringMatching(typeof words === 'string' ? new RegExp(`^${RegExp.escape(words)}$`) : words);

describe('a signal from MLflow', () => {
  it.each([
    [
      'the newest run',
      'number',
      `experiment=1 metric=sortino ${FINISHED}`,
      { value: 0.7, sampledAt: '2026-03-10T09:00:00.000Z' },
    ],
    ['runs of one tag', 'number', `experiment=1 metric=passed filter="tags.kind = 'full'"`, { value: 1 }],
    ['the number of runs', 'number', 'experiment=1 take=count', { value: 4 }],
    ['that there are none', 'number', `experiment=1 take=count filter="tags.kind = 'none'"`, { value: 0 }],
    ['the hours since the newest end', 'number', 'experiment=1 take=age_h', { value: 3 }],
    ['runs, newest first', 'recent', `experiment=1 metric=passed ${FINISHED}`, { values: [1, Number.MAX_VALUE, 3] }],
    [
      'cryptos by tag or parameter',
      'by-crypto',
      `experiment=1 metric=sortino ${FINISHED}`,
      {
        of: new Map<string, unknown>([
          ['BTCUSDC', 0.7],
          ['SOLUSDC', 'NaN'],
        ]),
      },
    ],
    [
      'the age of each crypto',
      'by-crypto',
      `experiment=1 take=age_d ${FINISHED}`,
      {
        of: new Map([
          ['BTCUSDC', 0.125],
          ['SOLUSDC', 1.125],
        ]),
      },
    ],
    [
      'runs of cryptos',
      'recent-by-crypto',
      `experiment=1 metric=sortino ${FINISHED}`,
      {
        of: new Map<string, unknown>([
          ['BTCUSDC', [0.7, -0.2]],
          ['SOLUSDC', ['NaN']],
        ]),
      },
    ],
  ] as const)('gives %s in one request', async (_, form, query, expected) => {
    const { answer, requests } = await ask(form, query);

    expect(answer).toMatchObject({ form, ...expected });
    expect(requests).toBe(1);
  });

  it.each([
    ['no run in the window', 'experiment=2 metric=sortino', {}, 'empty', 'no run of sortino began within 7 d', 1],
    [
      'one before the window',
      'experiment=2 metric=sortino',
      { freshness: 'end_time' },
      'stale',
      'sortino was last seen 18 d 3 h before, more than 1 d',
      2,
    ],
    [
      'none in 30 days',
      'experiment=9 metric=sortino',
      { freshness: 'end_time' },
      'missing',
      'sortino was not seen in 30 days',
      2,
    ],
    [
      'one in the window that is too old',
      `experiment=1 metric=sortino ${FINISHED}`,
      { freshness: 'end_time', maxAgeSeconds: 3_600 },
      'stale',
      'sortino was last seen 3 h before, more than 1 h',
      1,
    ],
    ['a run without the metric', 'experiment=1 metric=sortino', {}, 'absent', 'the run r4 has no metric sortino', 1],
    [
      'no run that has ended',
      'experiment=3 metric=sortino',
      { freshness: 'end_time' },
      'empty',
      'nobody knows how old sortino is: no run has ended',
      1,
    ],
    [
      'a filter that MLflow refuses',
      'experiment=1 metric=sortino filter=nonsense',
      {},
      'refused',
      /^mlflow refuses \(400 INVALID_PARAMETER_VALUE\): Invalid clause/,
      1,
    ],
    [
      'another freshness',
      'experiment=1 metric=sortino',
      { freshness: 'birthday' },
      'refused',
      'the freshness of sortino is neither start_time nor end_time',
      0,
    ],
    ['a query without experiments', 'metric=sortino', {}, 'refused', /it names no experiment by its id$/, 0],
    ['a query without a metric', 'experiment=1', {}, 'refused', /it names no metric$/, 0],
    [
      'a query of another key',
      'experiment=1 metrics=a',
      {},
      'refused',
      /metrics is none of experiment, metric, filter, take$/,
      0,
    ],
    [
      'a query of another take',
      'experiment=1 take=most',
      {},
      'refused',
      /take is most, expected last, count, age_h, age_d$/,
      0,
    ],
  ] as const)('is unknown for %s', async (_, query, more, why, words, requests) => {
    const reply = await ask('number', query, more);

    const answer = 'form' in reply.answer && reply.answer.form === 'number' ? reply.answer.value : reply.answer;
    expect(answer).toEqual({
      known: false,
      why,
      words: wordsLike(words),
    });
    expect(reply.requests).toBe(requests);
  });

  it.each([
    ['a login page with 200', { html: 200 }, 'refused', 'mlflow answers with a page of HTML, as a login page is'],
    ['a login page with 401', { html: 401 }, 'refused', 'mlflow refuses the credentials (401)'],
    ['an answer that is cut off', { truncated: true }, 'refused', 'mlflow answers with something that is no JSON'],
    [
      'a server that rests',
      { refused: { status: 503, code: 'TEMPORARILY_UNAVAILABLE', message: 'later' } },
      'unreachable',
      'mlflow refuses (503 TEMPORARILY_UNAVAILABLE): later',
    ],
  ])('is unknown for %s', async (_, fault, why, words) => {
    Object.assign(mlflow.faults, fault);

    const { answer } = await ask('number', 'experiment=1 metric=sortino');

    expect(answer).toEqual({ known: false, why, words });
  });
});
