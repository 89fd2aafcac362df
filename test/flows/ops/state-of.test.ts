import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../src/flows/ops/state-of.ts';
import type { SignalAnswer } from '../../../src/ops/signal-answer.ts';
import { fakeSources } from '../../fakes/signal-sources.ts';
import { allSignals, healthyAnswers, opsWith } from './some-ops.ts';

const at = new Date('2026-11-20T07:10:00Z');

/** The state when these signals say something else than in health. */
function stateWith(changed: Readonly<Record<string, SignalAnswer>>) {
  const sources = fakeSources({ prometheus: { ...healthyAnswers(), ...changed } });
  return stateOf({ ops: opsWith(allSignals), sources, at });
}

const number = (value: number): SignalAnswer => ({ form: 'number', value, sampledAt: null });

describe('the state of the house', () => {
  it('is GREEN when every source says so', async () => {
    const { verdict, requests, allUnreachable } = await stateWith({});

    expect(verdict).toMatchObject({
      state: 'GREEN',
      confidence: 'full',
      raisedBy: 'nothing',
      fired: [],
      unknown: [],
      signals: [],
      notes: [],
      asOf: '2026-11-20T07:10:00.000Z',
    });
    expect({ requests, allUnreachable }).toEqual({ requests: allSignals.length, allUnreachable: false });
  });

  it.each([
    ['a full volume', { pvc_pct: number(91) }, 'RED', ['R2_PVC']],
    ['a pod that is down', { pods_down: { form: 'names', names: ['api-0'], sampledAt: null } }, 'RED', ['R1_POD_DOWN']],
    [
      'old core models',
      {
        model_age_d: {
          form: 'by-crypto',
          of: new Map([
            ['BTCUSDC', 15],
            ['SOLUSDC', 2],
          ]),
          sampledAt: null,
        },
      },
      'ORANGE',
      ['O3_CORE_STALE_14'],
    ],
    ['many challengers', { challengers_pending: number(6) }, 'YELLOW', ['Y8_CHALLENGERS']],
  ] as const)('knows %s', async (_, changed, state, fired) => {
    const { verdict } = await stateWith(changed);

    expect(verdict).toMatchObject({ state, fired, unknown: [], raisedBy: 'rules' });
  });

  it('stands in part on evidence when a source has a reservation', async () => {
    const answer = { form: 'number', value: 35, sampledAt: null } as const;
    const cpu = { answer, reservations: ['one store did not answer'], requests: 1 };
    const sources = fakeSources({ prometheus: { ...healthyAnswers(), cpu_pct: cpu } });

    const { verdict } = await stateOf({ ops: opsWith(allSignals), sources, at });

    expect(verdict).toMatchObject({
      state: 'GREEN',
      confidence: 'partial',
      notes: ['cpu_pct: one store did not answer'],
    });
  });

  it('is raised to YELLOW by a golden signal of one crypto, and names it', async () => {
    const std: SignalAnswer = {
      form: 'by-crypto',
      of: new Map([
        ['BTCUSDC', 0.12],
        ['SOLUSDC', 0.01],
      ]),
      sampledAt: null,
    };

    const { verdict } = await stateWith({ std_f1_buy: std });

    expect(verdict.state).toBe('YELLOW');
    expect(verdict.signals).toMatchObject([{ signal: 'std_f1_buy', crypto: 'BTCUSDC', level: 'critical' }]);
  });

  it('is not GREEN while one crypto of the universe is missing', async () => {
    const { verdict } = await stateWith({
      model_age_d: { form: 'by-crypto', of: new Map([['SOLUSDC', 2]]), sampledAt: null },
    });

    expect(verdict).toMatchObject({ state: 'YELLOW', raisedBy: 'unknowns', confidence: 'partial' });
    expect(verdict.unknown).toContain('O3_CORE_STALE_14');
  });

  it('names a crypto that is not in the universe, with the one that may be meant', async () => {
    const of = new Map([
      ['BTCUSDC', 2],
      ['SOLUSDC', 2],
      ['BTCUSDT', 2],
    ]);

    const { verdict } = await stateWith({ model_age_d: { form: 'by-crypto', of, sampledAt: null } });

    expect(verdict.notes).toContain('BTCUSDT is not in the universe; did you mean BTCUSDC?');
  });

  it('says which golden signals nobody measures, and holds them against nobody', async () => {
    const measured = allSignals.filter((name) => !['std_f1_buy', 'sl_pct'].includes(name));
    const sources = fakeSources({ prometheus: healthyAnswers() });

    const { verdict } = await stateOf({ ops: opsWith(measured), sources, at });

    expect(verdict).toMatchObject({
      state: 'GREEN',
      notes: ['golden signals of cryptos that nobody measures: std_f1_buy, sl_pct'],
    });
  });

  it('comes with patterns that were incidents before, of what somebody measures', async () => {
    const scores: SignalAnswer = { form: 'recent', values: [0.5, 0.5, 0.5, 0.5], sampledAt: null };
    const sources = fakeSources({ prometheus: { ...healthyAnswers(), trial_scores: scores } });
    const ops = opsWith(['trial_scores', 'train_samples']);

    const { verdict } = await stateOf({ ops, sources, at });

    expect(verdict.patterns.map(({ pattern, crypto, truth }) => [pattern, crypto, truth])).toEqual([
      ['IDENTICAL_SCORES', null, 'true'],
      ['SENTINEL_SCORES', null, 'false'],
      ['SAMPLES_OUT_OF_RANGE', 'BTCUSDC', 'false'],
      ['SAMPLES_OUT_OF_RANGE', 'SOLUSDC', 'false'],
    ]);
  });

  it('is blind and ORANGE when no source answers', async () => {
    const { verdict, allUnreachable } = await stateOf({
      ops: opsWith(allSignals),
      sources: fakeSources({ prometheus: 'down' }),
      at,
    });

    expect(verdict).toMatchObject({ state: 'ORANGE', confidence: 'blind', raisedBy: 'unknowns', fired: [] });
    expect(allUnreachable).toBe(true);
  });
});
