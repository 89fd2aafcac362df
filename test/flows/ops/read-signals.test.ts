import { describe, expect, it } from 'vitest';
import { readSignals } from '../../../src/flows/ops/read-signals.ts';
import { unknown } from '../../../src/ops/reading.ts';
import type { SignalFigure } from '../../../src/ops/signal-answer.ts';
import { fakeSources } from '../../fakes/signal-sources.ts';
import { allSignals, healthyAnswers, opsWith } from './some-ops.ts';

const at = new Date('2026-11-20T07:10:00Z');

describe('reading signals', () => {
  it('reads every signal in its form', async () => {
    const sources = fakeSources({ prometheus: healthyAnswers() });

    const { readings, requests, reservations, allUnreachable } = await readSignals({
      ops: opsWith(allSignals),
      sources,
      at,
    });

    expect(readings.get('pvc_pct')).toEqual({
      known: true,
      form: 'number',
      value: 40,
      sampledAt: '2026-11-20T07:00:00.000Z',
    });
    expect(readings.get('pods_down')).toMatchObject({ form: 'names', value: [] });
    expect(readings.get('pass_counts')).toMatchObject({
      form: 'recent',
      value: [{ value: 2 }, { value: 1 }, { value: 3 }],
    });
    expect([...readings.keys()]).toEqual(allSignals);
    expect([...readings.values()].filter(({ known }) => !known)).toEqual([]);
    expect({ requests, reservations, allUnreachable }).toEqual({
      requests: allSignals.length,
      reservations: [],
      allUnreachable: false,
    });
  });

  it('asks in seconds, by pod for names and by crypto for the rest', async () => {
    const sources = fakeSources({ prometheus: {} });
    const signals = {
      pods_down: { source: 'prometheus', query: 'q' },
      sortino: {
        source: 'prometheus',
        query: 'q',
        freshness: 'f',
        max_age: '36h',
        window: '2d',
        by: 'symbol',
        run: 'id',
      },
    };

    await readSignals({ ops: opsWith([], { signals }), sources, at });

    expect(sources.asked.map(({ question }) => question)).toEqual([
      {
        name: 'pods_down',
        form: 'names',
        query: 'q',
        freshness: null,
        maxAgeSeconds: 3_600,
        by: 'pod',
        run: 'run',
        windowSeconds: 604_800,
      },
      {
        name: 'sortino',
        form: 'recent-by-crypto',
        query: 'q',
        freshness: 'f',
        maxAgeSeconds: 129_600,
        by: 'symbol',
        run: 'id',
        windowSeconds: 172_800,
      },
    ]);
  });

  it.each([
    ['NaN', 'not-a-number'],
    ['+Inf', 'not-a-number'],
    [Number.MAX_VALUE, 'not-a-number'],
    [Number.NaN, 'not-a-number'],
  ] as const)('does not take %s for a figure', async (value, why) => {
    const sources = fakeSources({ prometheus: { pvc_pct: { form: 'number', value, sampledAt: null } } });

    const { readings } = await readSignals({ ops: opsWith(['pvc_pct']), sources, at, only: ['pvc_pct'] });

    expect(readings.get('pvc_pct')).toMatchObject({ known: false, why });
  });

  it('keeps what is known beside one unknown crypto', async () => {
    const of = new Map<string, SignalFigure>([
      ['BTCUSDC', 2],
      ['SOLUSDC', unknown('stale', 'SOLUSDC is 3 h old')],
    ]);
    const sources = fakeSources({ prometheus: { model_age_d: { form: 'by-crypto', of, sampledAt: null } } });

    const { readings } = await readSignals({ ops: opsWith(['model_age_d']), sources, at, only: ['model_age_d'] });

    const reading = readings.get('model_age_d');
    expect(reading?.known === true && reading.form === 'by-crypto' ? [...reading.value] : reading).toEqual([
      ['BTCUSDC', { known: true, value: 2, sampledAt: null }],
      ['SOLUSDC', { known: false, why: 'stale', words: 'SOLUSDC is 3 h old' }],
    ]);
  });

  it('tells apart what is not configured, unknown to the installation, and of another form', async () => {
    const sources = fakeSources({ prometheus: { pvc_pct: { form: 'names', names: ['a'], sampledAt: null } } });
    const ops = opsWith([], {
      sources: { prometheus: { kind: 'prometheus' }, mlflow: { kind: 'mlflow' } },
      signals: { pvc_pct: { source: 'prometheus', query: 'q' }, cpu_pct: { source: 'mlflow', query: 'q' } },
    });

    const { readings } = await readSignals({ ops, sources, at });

    expect(readings.get('pvc_pct')).toEqual(unknown('wrong-shape', 'pvc_pct came as names where number is due'));
    expect(readings.get('cpu_pct')).toEqual(
      unknown('not-configured', 'this installation knows no source mlflow for this repository'),
    );
    expect(readings.get('oom_24h')).toEqual(unknown('not-configured', 'ops.signals has no oom_24h'));
  });

  it('says that every source is unreachable, and stops asking one that never answered', async () => {
    const sources = fakeSources({ prometheus: 'down' });

    const { readings, allUnreachable } = await readSignals({ ops: opsWith(allSignals), sources, at });

    expect(allUnreachable).toBe(true);
    expect(sources.asked.length).toBeLessThan(12);
    expect([...readings.values()].every((reading) => !reading.known && reading.why === 'unreachable')).toBe(true);
    expect(readings.get('train_samples')).toMatchObject({
      words: expect.stringMatching(/^not asked, since prometheus/),
    });
  });

  it.each([
    ['no source is configured', {}, opsWith([], { sources: {}, signals: {} }), false],
    ['the installation knows none of the sources', {}, opsWith(['pvc_pct']), true],
    ['one signal was answered', { prometheus: healthyAnswers() }, opsWith(['pvc_pct']), false],
  ])('when %s', async (_, byName, ops, expected) => {
    const { allUnreachable } = await readSignals({ ops, sources: fakeSources(byName), at });

    expect(allUnreachable).toBe(expected);
  });

  it('hands on what a source said beside its figure, with the signal', async () => {
    const answer = { form: 'number', value: 1, sampledAt: null } as const;
    const sources = fakeSources({ prometheus: { cpu_pct: { answer, reservations: ['slow disk'], requests: 2 } } });

    const { reservations, requests } = await readSignals({ ops: opsWith(['cpu_pct']), sources, at });

    expect({ reservations, requests }).toEqual({ reservations: ['cpu_pct: slow disk'], requests: 2 });
  });
});
