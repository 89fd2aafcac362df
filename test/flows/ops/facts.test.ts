import { describe, expect, it } from 'vitest';
import { stateFacts } from '../../../src/flows/ops/facts.ts';
import { readSignals } from '../../../src/flows/ops/read-signals.ts';
import { known, unknown } from '../../../src/ops/reading.ts';
import { fakeSources } from '../../fakes/signal-sources.ts';
import { allSignals, healthyAnswers, opsWith } from './some-ops.ts';

const at = new Date('2026-11-20T07:10:00Z');
const sampledAt = '2026-11-20T07:00:00.000Z';

describe('the facts of the state', () => {
  it('are what the sources gave', async () => {
    const ops = opsWith(allSignals);
    const { readings } = await readSignals({ ops, sources: fakeSources({ prometheus: healthyAnswers() }), at });

    const facts = stateFacts(readings, ops, ['cpu_pct: slow disk']);

    expect(facts.infra.pvcPct).toMatchObject(known(40, sampledAt));
    expect(facts.models).toEqual(
      known(
        [
          { crypto: 'BTCUSDC', group: 'btc-core', ageD: known(2, sampledAt) },
          { crypto: 'SOLUSDC', group: 'defi', ageD: known(2, sampledAt) },
        ],
        sampledAt,
      ),
    );
    expect(facts.runs.passCounts).toMatchObject(
      known([known(2, sampledAt), known(1, sampledAt), known(3, sampledAt)], sampledAt),
    );
    expect(facts.reservations).toEqual(['cpu_pct: slow disk']);
  });

  it('name a crypto of the universe without a figure, and one of no group', async () => {
    const ops = opsWith(['model_age_d', 'sortino']);
    const answers = {
      model_age_d: { form: 'by-crypto', of: new Map([['constructor', 3]]), sampledAt: null },
      sortino: { form: 'recent-by-crypto', of: new Map([['SOLUSDC', [0.5]]]), sampledAt: null },
    } as const;
    const { readings } = await readSignals({ ops, sources: fakeSources({ prometheus: answers }), at });

    const { models, sortino } = stateFacts(readings, ops);

    expect(models).toEqual(
      known([
        { crypto: 'BTCUSDC', group: 'btc-core', ageD: unknown('missing', 'model_age_d has no figure of BTCUSDC') },
        { crypto: 'SOLUSDC', group: 'defi', ageD: unknown('missing', 'model_age_d has no figure of SOLUSDC') },
        { crypto: 'constructor', group: null, ageD: known(3) },
      ]),
    );
    expect(sortino).toEqual(
      known([
        { crypto: 'BTCUSDC', last: [] },
        { crypto: 'SOLUSDC', last: [known(0.5)] },
      ]),
    );
  });

  it('hold the duration of runs against nobody who does not measure it', async () => {
    const ops = opsWith(['pvc_pct']);
    const { readings } = await readSignals({ ops, sources: fakeSources({ prometheus: healthyAnswers() }), at });

    const facts = stateFacts(readings, ops);

    expect(facts.pipeline.runHours).toBeNull();
    expect(facts.infra.podsDown).toEqual(unknown('not-configured', 'ops.signals has no pods_down'));
  });
});
