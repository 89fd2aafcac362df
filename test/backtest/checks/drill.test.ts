import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/backtest/bars.ts';
import { runDrills } from '../../../src/backtest/checks/drill.ts';
import { judgeDrill, play } from '../../../src/backtest/checks/drill-run.ts';
import { DrillEvidence } from '../../../src/backtest/checks/evidence.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import type { Entries, Indicators, Strategy, StrategyClass } from '../../../src/backtest/strategy.ts';
import { COSTS, Follower, HOUR, Idler, walk, watch } from './market.ts';

const config = RunConfig.parse(COSTS);

function drill(strategy: StrategyClass, series: readonly Bars[], window?: number) {
  const run = watch(strategy, series, COSTS);
  return runDrills({ strategy, series, config, seed: 1, run, ...(window === undefined ? {} : { window }) });
}

function outcomes({ drills }: DrillEvidence) {
  return Object.fromEntries(drills.map(({ id, outcome }) => [id, outcome]));
}

/** Buys once, on a bar, and never again. */
function buyerAt(bar: number): StrategyClass {
  return class implements Strategy {
    prepareIndicators(): Indicators {
      return {};
    }

    findEntries(_: Bars, _indicators: Indicators, index: number): Entries {
      return index === bar ? { action: 'BUY', type: 'MARKET', volume: 1 } : null;
    }
  };
}

/** Buys every bar and believes that an order that was sent is a position that is there. */
class Believer implements Strategy {
  #sent = 0;

  prepareIndicators(): Indicators {
    return {};
  }

  findEntries(): Entries {
    this.#sent += 1;
    return this.#sent % 3 === 0 ? { action: 'BUY', type: 'MARKET', volume: 1 } : null;
  }

  findExits({ position_id, volume }: { position_id: string; volume: number }) {
    if (volume !== 1) throw new Error(`a volume of ${volume} is impossible`);
    return { position_id };
  }
}

describe('drills', () => {
  it('hold for a strategy that trades, each with what it bit on', () => {
    const evidence = drill(Follower, [walk({ length: 800, seed: 3 })]);

    expect(outcomes(evidence)).toEqual({
      lot: 'held',
      min_notional: 'held',
      max_position: 'held',
      max_exposure: 'held',
      max_orders_per_day: 'held',
      max_daily_loss: 'held',
      max_drawdown: 'held',
      faults: 'held',
    });
    expect(evidence.window).toBe('Drills replayed bars 0 to 799 of the 800 of TEST.');
    expect(evidence.drills.find(({ id }) => id === 'max_drawdown')?.evidence.join()).toMatch(
      /max_drawdown of \S+: 1 triggers of the kill switch, 1 positions closed by it, [1-9]\d* orders refused while it was on/,
    );
  });

  it('come to the same each time, as plain data', () => {
    const series = [walk({ length: 300, seed: 3 })];

    const evidence = drill(Follower, series);

    expect(DrillEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(drill(Follower, series));
  });

  it('are made over all symbols', () => {
    const series = [walk({ length: 300, seed: 3 }), walk({ symbol: 'OTHER', length: 500, seed: 4 })];

    const evidence = drill(Follower, series);

    expect(new Set(Object.values(outcomes(evidence)))).toEqual(new Set(['held']));
    expect(evidence.window).toBe('Drills replayed bars 0 to 299 of the 300 of TEST, with 2 of 2 symbols.');
  });

  it('are not made for a strategy that never enters', () => {
    expect(drill(Idler, [walk({ length: 100, seed: 3 })])).toEqual({
      window: 'No drill was made: the run never entered a position.',
      drills: [],
    });
  });

  it('are made on a part of long data that has an entry in it', () => {
    const evidence = drill(buyerAt(900), [walk({ length: 1_000, seed: 3 })], 200);

    expect(evidence.window).toContain('bars 801 to 999 of the 1000 of TEST');
  });

  it('say when a strategy that counts bars enters nothing in that part', () => {
    const evidence = drill(buyerAt(900), [walk({ length: 1_000, seed: 3 })], 200);

    expect(evidence.drills).toEqual([]);
    expect(evidence.window).toContain('entered nothing there');
  });

  it('have nothing to bite on where one order is all there is', () => {
    const { max_orders_per_day, max_drawdown, lot, faults } = outcomes(
      drill(buyerAt(5), [walk({ length: 50, seed: 3 })]),
    );

    expect({ max_orders_per_day, max_drawdown, lot, faults }).toEqual({
      max_orders_per_day: 'nothing_to_bite_on',
      max_drawdown: 'nothing_to_bite_on',
      lot: 'held',
      faults: 'held',
    });
  });

  it('have no loss to trigger on in a market that only rises', () => {
    const up = Float64Array.from({ length: 100 }, (_, index) => 100 + index);
    const bars = {
      ...walk({ length: 100, seed: 1 }),
      open: up,
      low: up,
      high: up.map((p) => p + 1),
      close: up.map((p) => p + 1),
      closes: HOUR,
    };
    const free = RunConfig.parse({ version: 1 });
    const run = watch(buyerAt(5), [bars], free);

    const { drills } = runDrills({ strategy: buyerAt(5), series: [bars], config: free, seed: 1, run });

    expect(drills.find(({ id }) => id === 'max_daily_loss')).toMatchObject({
      outcome: 'nothing_to_bite_on',
      evidence: [expect.stringContaining('no triggers of the kill switch')],
    });
  });

  it('break when the strategy throws at what an exchange does', () => {
    const { drills } = drill(Believer, [walk({ length: 300, seed: 3 })]);

    expect(drills.find(({ id }) => id === 'faults')).toMatchObject({
      outcome: 'broken',
      evidence: expect.arrayContaining([
        expect.stringMatching(/did not get through: the strategy threw at bar .* is impossible/),
      ]),
    });
  });

  it('break on what a book finds', () => {
    const series = [walk({ length: 100, seed: 3 })];
    const played = play({ strategy: Follower, series, seed: 1 }, config);
    const text = 'p1 is worth 900; at most 500 is allowed';
    const faulty = {
      ...played,
      evidence: { ...played.evidence, violations: [{ check: 'risk-limits' as const, text }] },
    };

    const judged = judgeDrill(
      { id: 'max_position', check: 'risk-limits', setting: 'max_position of 500', bites: { refusals: 3 } },
      [faulty],
    );

    expect(judged).toEqual({
      id: 'max_position',
      check: 'risk-limits',
      outcome: 'broken',
      evidence: [`With max_position of 500: ${text}.`],
    });
  });
});
