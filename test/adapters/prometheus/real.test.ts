import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrometheus } from '../../../src/adapters/prometheus/source.ts';
import { openWeb } from '../../../src/adapters/web/service.ts';
import type { SignalQuestion } from '../../../src/ports/signal-source.ts';
import { openMetricsOf } from '../../fakes/prometheus/series.ts';
import { type StartedPrometheus, startPrometheus } from '../../fakes/prometheus/started-prometheus.ts';
import { questionFor } from './some-question.ts';
import { SERIES } from './some-series.ts';

const at = new Date('2026-03-10T12:00:00Z');
let prometheus: StartedPrometheus;

beforeAll(async () => {
  prometheus = await startPrometheus(openMetricsOf(SERIES));
});

afterAll(() => prometheus.stop());

function ask(form: SignalQuestion['form'], query: string, more: Partial<SignalQuestion> = {}) {
  const web = openWeb({ name: 'prometheus', baseUrl: prometheus.url, authorization: null });
  return openPrometheus(web).ask(questionFor(form, query, more), at);
}

describe('a real Prometheus', () => {
  it('gives one number in one request', async () => {
    const reply = await ask('number', 'max(pvc_used)');

    expect(reply).toEqual({
      answer: { form: 'number', value: 91.5, sampledAt: '2026-03-10T12:00:00.000Z' },
      reservations: [],
      requests: 1,
    });
  });

  it('counts over a counter that began anew', async () => {
    const { answer } = await ask('number', 'round(increase(oom_total[24h]))');

    expect(answer).toMatchObject({ form: 'number', value: 3 });
  });

  it.each([
    ['scalar(max(pvc_used))', 91.5],
    ['broken', 'NaN'],
    ['endless', '+Inf'],
    ['pvc_used / 0 * 0', 'NaN'],
  ])('hands on what %s is', async (query, value) => {
    const { answer } = await ask('number', query.startsWith('pvc') ? `max(${query})` : query);

    expect(answer).toMatchObject({ value });
  });

  it.each([
    ['pvc_used', 'pvc_pct gave 2 series where one number is due, as max(…) or sum(…) gives it'],
    ['pvc_used[5m]', 'pvc_pct gave a matrix where one number is due'],
    ['"text"', 'pvc_pct gave a string where one number is due'],
  ])('is refused for %s where one number is due', async (query, words) => {
    const { answer } = await ask('number', query);

    expect(answer).toEqual({ known: false, why: 'wrong-shape', words });
  });

  it('says in its own words why it cannot read a query', async () => {
    const { answer, requests } = await ask('number', 'max(pvc_used', { freshness: 'timestamp(pvc_used)' });

    expect(answer).toMatchObject({
      why: 'refused',
      words: expect.stringMatching(/^prometheus refuses the query \(400 bad_data\): .*unclosed left parenthesis/),
    });
    expect(requests).toBe(1);
  });

  it('says that series which meet cannot be told apart', async () => {
    const { answer } = await ask('number', 'pvc_used * on() model_age_days');

    expect(answer).toMatchObject({ why: 'refused', words: expect.stringContaining('(422 execution)') });
  });
});

describe('nothing from a real Prometheus', () => {
  it.each([
    ['empty', 'ended', null, 'pvc_pct gave no series, and it has no freshness to tell why'],
    ['stale', 'ended', 'timestamp(ended)', 'pvc_pct was last seen 3 h 30 min before, more than 1 h'],
    ['missing', 'long_gone', 'timestamp(long_gone)', 'pvc_pct was not seen in 30 days'],
    ['missing', 'never_was', 'timestamp(never_was)', 'pvc_pct was not seen in 30 days'],
    ['empty', 'pvc_used > 95', 'max(timestamp(pvc_used))', 'pvc_pct gave no series, though it was measured 0 s before'],
  ])('is %s for %s, and says why', async (why, query, freshness, words) => {
    const { answer, requests } = await ask('number', query, { freshness });

    expect(answer).toEqual({ known: false, why, words });
    expect(requests).toBe(freshness === null ? 1 : 2);
  });

  it.each([
    [
      'a figure that was pushed too long ago',
      'max(pushed_at)',
      900,
      'stale',
      'pvc_pct was last seen 30 min before, more than 15 min',
    ],
    [
      'a clock that runs ahead',
      'ahead',
      3_600,
      'impossible',
      'pvc_pct is of a moment 20 min ahead; a clock runs ahead',
    ],
    [
      'a freshness of several series',
      'pushed_at',
      3_600,
      'wrong-shape',
      'the freshness of pvc_pct gave 2 series where one number is due, as max(…) or sum(…) gives it',
    ],
    [
      'a freshness that says nothing',
      'never_was',
      3_600,
      'empty',
      'nobody knows how old pvc_pct is: its freshness gave no series',
    ],
    [
      'a freshness that is no moment',
      'broken',
      3_600,
      'not-a-number',
      'the freshness of pvc_pct is no moment in seconds',
    ],
  ])('is unknown with %s', async (_, freshness, maxAgeSeconds, why, words) => {
    const { answer } = await ask('number', 'max(pvc_used)', { freshness, maxAgeSeconds });

    expect(answer).toEqual({ known: false, why, words });
  });

  it('is the moment of its freshness that a figure is of', async () => {
    const { answer, requests } = await ask('number', 'max(pvc_used)', { freshness: 'max(pushed_at)' });

    expect(answer).toMatchObject({ value: 91.5, sampledAt: '2026-03-10T11:30:00.000Z' });
    expect(requests).toBe(2);
  });
});

describe('names, cryptos and runs of a real Prometheus', () => {
  it('names every series that an expression leaves', async () => {
    const { answer } = await ask('names', 'pod_down > 0');

    expect(answer).toMatchObject({ form: 'names', names: ['db-0'] });
  });

  it('takes nothing for "none" only where it is known that somebody looks', async () => {
    const watched = await ask('names', 'pod_down > 1', { freshness: 'max(timestamp(pod_down))' });
    const unwatched = await ask('names', 'pod_down > 1');
    const dead = await ask('names', 'ended > 9', { freshness: 'max(timestamp(ended))' });

    expect(watched.answer).toEqual({ form: 'names', names: [], sampledAt: '2026-03-10T12:00:00.000Z' });
    expect(unwatched.answer).toMatchObject({ why: 'empty' });
    expect(dead.answer).toMatchObject({ why: 'stale' });
  });

  it('gives a figure for each crypto, and none where there are several', async () => {
    const { answer } = await ask('by-crypto', 'model_age_days');

    expect(answer).toMatchObject({ form: 'by-crypto' });
    expect('of' in answer ? [...answer.of] : []).toEqual([
      ['BTCUSDC', 2],
      ['SOLUSDC', { known: false, why: 'wrong-shape', words: 'pvc_pct gave several series of SOLUSDC' }],
    ]);
  });

  it('judges the age of each crypto for itself', async () => {
    const { answer } = await ask('by-crypto', 'max by (crypto) (model_age_days)', { freshness: 'pushed_at' });

    expect(answer).toMatchObject({ sampledAt: '2026-03-10T11:30:00.000Z' });
    expect('of' in answer ? [...answer.of] : []).toEqual([
      ['BTCUSDC', 2],
      ['SOLUSDC', { known: false, why: 'stale', words: 'pvc_pct of SOLUSDC was last seen 1 d before, more than 1 h' }],
    ]);
  });

  it('refuses series without the label that names the crypto', async () => {
    const { answer } = await ask('by-crypto', 'pvc_used');

    expect(answer).toMatchObject({ why: 'wrong-shape', words: 'pvc_pct gave a series without the label crypto' });
  });

  it('lists the runs that began within the window, newest first, each by its last figure', async () => {
    const { answer, requests } = await ask('recent', 'passed');

    expect(answer).toEqual({ form: 'recent', values: [0, 2, 3], sampledAt: '2026-03-10T12:00:00.000Z' });
    expect(requests).toBe(1);
  });

  it('lists runs over a window that is longer than steps of five minutes allow', async () => {
    const { answer } = await ask('recent', 'passed', { windowSeconds: 60 * 86_400 });

    expect(answer).toMatchObject({ values: [0, 2, 3, 9] });
  });

  it('says that no run began within the window', async () => {
    const { answer } = await ask('recent', 'passed', { windowSeconds: 3_600 });

    expect(answer).toMatchObject({ why: 'empty', words: expect.stringMatching(/^no run of pvc_pct began within 1 h/) });
  });

  it('lists the runs of each crypto', async () => {
    const { answer } = await ask('recent-by-crypto', 'sortino_ratio', { freshness: 'max(timestamp(sortino_ratio))' });

    expect('of' in answer ? [...answer.of] : answer).toEqual([
      ['BTCUSDC', [0.7, -0.2]],
      ['SOLUSDC', [0.9]],
    ]);
  });

  it('knows nothing of a run with several series', async () => {
    const apart = 'label_replace(passed{run=~"r1|r3"}, "was", "$1", "run", "(.*)")';

    const { answer } = await ask('recent', `label_replace(${apart}, "run", "r9", "", "") or passed{run="r2"}`);

    expect(answer).toMatchObject({
      values: [2, { known: false, why: 'wrong-shape', words: 'pvc_pct gave several series of run r9' }],
    });
  });
});
