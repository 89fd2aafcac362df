import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createMetrics, kindOf, type StandingFigures } from '../../app/metrics.ts';

/** An exposition by the rules of its format: each sample with its value, each family with its type. */
function parse(text: string): { samples: ReadonlyMap<string, number>; types: ReadonlyMap<string, string> } {
  const samples = new Map<string, number>();
  const types = new Map<string, string>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line);
    const sample = /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)+\})?) (\S+)$/.exec(line);
    if (type?.[1] !== undefined && type[2] !== undefined) types.set(type[1], type[2]);
    else if (sample?.[1] !== undefined) samples.set(sample[1], Number(sample[2]));
    else if (!/^# HELP \S+ .+$/.test(line)) throw new Error(`no line of the format: ${line}`);
  }
  return { samples, types };
}

const figures: StandingFigures = {
  queueDepth: { reviews: 3, backtests: 0 },
  queueLagSeconds: 12.5,
  strandedWorkflows: 2,
  sessions: { ACCEPTED: 7 },
};

describe('the metrics', () => {
  it('count what was told, each under its labels', async () => {
    const metrics = createMetrics();

    metrics.countDelivery('push', 'taken');
    metrics.countReview('REJECTED');
    metrics.countSeat('mistral:large', 'heard');
    metrics.countTokens('mistral:large', 'input', 1_000);
    metrics.countTokens('mistral:large', 'input', 500);
    metrics.countMicroUsd('mistral:large', 4_200);
    metrics.countGithubRequest(502);
    metrics.countGithubRequest('none');

    const { samples, types } = parse((await metrics.expose()).text);
    expect(Object.fromEntries(samples)).toMatchObject({
      'conclave_deliveries_total{event="push",outcome="taken"}': 1,
      'conclave_reviews_total{status="REJECTED"}': 1,
      'conclave_seats_total{model="mistral:large",standing="heard"}': 1,
      'conclave_tokens_total{model="mistral:large",direction="input"}': 1_500,
      'conclave_micro_usd_total{model="mistral:large"}': 4_200,
      'conclave_github_requests_total{status="502"}': 1,
      'conclave_github_requests_total{status="none"}': 1,
    });
    expect(types.get('conclave_tokens_total')).toBe('counter');
  });

  it('tell how long steps took, by their kind', async () => {
    const metrics = createMetrics();

    metrics.timeStep('ask ml-engineer/first mistral:large', 2.5);
    metrics.timeStep('ask ops/second google:gemini', 40);

    const { samples, types } = parse((await metrics.expose()).text);
    expect(types.get('conclave_step_seconds')).toBe('histogram');
    expect(samples.get('conclave_step_seconds_count{kind="ask"}')).toBe(2);
    expect(samples.get('conclave_step_seconds_sum{kind="ask"}')).toBe(42.5);
    expect(samples.get('conclave_step_seconds_bucket{le="5",kind="ask"}')).toBe(1);
  });

  it('give the figures of the database and of the process', async () => {
    const metrics = createMetrics({ collect: async () => figures });

    const { samples } = parse((await metrics.expose()).text);

    expect(Object.fromEntries(samples)).toMatchObject({
      conclave_database_up: 1,
      'conclave_queue_depth{queue="reviews"}': 3,
      'conclave_queue_depth{queue="backtests"}': 0,
      conclave_queue_lag_seconds: 12.5,
      conclave_stranded_workflows: 2,
      'conclave_sessions{status="ACCEPTED"}': 7,
      process_start_time_seconds: expect.any(Number),
    });
  });

  it('leave a figure out that could not be read, since zero would be a claim', async () => {
    const answers = [Promise.resolve(figures), Promise.reject(new Error('no host'))];
    const reasons: string[] = [];
    const collect = () => answers.shift() ?? Promise.reject(new Error('asked too often'));
    const metrics = createMetrics({ collect, onFailure: (reason) => reasons.push(reason) });
    await metrics.expose();

    const { samples } = parse((await metrics.expose()).text);

    expect(samples.get('conclave_database_up')).toBe(0);
    expect([...samples.keys()].filter((name) => /queue|stranded|sessions/.test(name))).toEqual([]);
    expect(reasons).toEqual(['no host']);
  });

  it('do not wait for a database that hangs', async () => {
    const never = Promise.withResolvers<StandingFigures>();
    const metrics = createMetrics({ collect: () => never.promise, collectMs: 30 });

    const { samples } = parse((await metrics.expose()).text);

    expect(samples.get('conclave_database_up')).toBe(0);
    never.resolve(figures);
  });

  it('read the database once for scrapes at the same time', async () => {
    let readings = 0;
    const collect = async () => {
      readings += 1;
      await sleep(20);
      return figures;
    };
    const metrics = createMetrics({ collect });

    const texts = await Promise.all([metrics.expose(), metrics.expose(), metrics.expose()]);

    expect(new Set(texts.map(({ text }) => text)).size).toBe(1);
    expect(readings).toBe(1);
  });

  it.each([
    ['ask ml-engineer/first mistral:mistral-large-latest', 'ask'],
    ['read the pull request', 'read'],
    ['publish the comment', 'publish'],
    ['chair', 'chair'],
    ['seat:12', 'seat'],
    ['a1b2c3d', 'other'],
    ['', 'other'],
    ['Review CVN-12', 'other'],
  ])('reduce the step %j to the kind %s', (name, kind) => {
    const found = kindOf(name);

    expect(found).toBe(kind);
  });
});
