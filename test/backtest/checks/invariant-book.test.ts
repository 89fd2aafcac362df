import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../src/backtest/checks/check.ts';
import { COSTS, Follower, walk, watch } from './market.ts';
import { read, spoil, type Told } from './tape.ts';
import {
  chaotic,
  chaoticTape,
  closed,
  killed,
  killedTape,
  late,
  lateTape,
  opened,
  partial,
  partialTape,
  series,
  tape,
  twice,
  without,
} from './tapes.ts';

type Case = readonly [string, CheckId, string, readonly Told[], unknown];

const cases: readonly Case[] = [
  [
    'a fee at an entry that is off by 1e-6',
    'fees',
    'by the configuration it is',
    spoil(
      tape,
      opened(({ fee }) => ({ fee: fee + 1e-6 })),
    ),
    COSTS,
  ],
  [
    'a fee at an exit that is off by 1e-6',
    'fees',
    'by the configuration it is',
    spoil(
      tape,
      closed(({ fee }) => ({ fee: fee - 1e-6 })),
    ),
    COSTS,
  ],
  [
    'fills without the fee that is configured',
    'fees',
    'by the configuration it is',
    tape,
    { ...COSTS, fee_taker: 0.0006 },
  ],
  [
    'fills without the slippage that is configured',
    'slippage',
    'with a slippage of',
    tape,
    { ...COSTS, slippage: 0.0005 },
  ],
  [
    'a price that slipped in favour',
    'slippage',
    'with a slippage of',
    spoil(
      tape,
      opened(({ price, action }) => ({ price: action === 'BUY' ? price / 1.0008 : price * 1.0008 })),
    ),
    COSTS,
  ],
  [
    'a fill on the decision bar',
    'leakage',
    'is the first that may',
    spoil(
      tape,
      opened(({ bar }) => ({ bar: bar - 1 })),
    ),
    COSTS,
  ],
  [
    'a stop that filled outside of its bar',
    'portfolio-invariants',
    'outside of bar',
    spoil(
      tape,
      closed(({ reason, price }) => (reason === 'sl' ? { price: price * 1.2 } : null)),
    ),
    COSTS,
  ],
  [
    'a target that filled better than it is',
    'portfolio-invariants',
    'a resting order fills at',
    spoil(
      tape,
      closed(({ reason, price }) => (reason === 'tp' ? { price: price * 1.001 } : null)),
    ),
    COSTS,
  ],
  [
    'a stop where the bar did not touch it',
    'portfolio-invariants',
    'which does not get there',
    spoil(
      tape,
      closed(({ reason }) => (reason === 'close' ? { reason: 'sl' } : null)),
    ),
    COSTS,
  ],
  [
    'a position that was closed twice',
    'portfolio-invariants',
    'was not open',
    spoil(tape, twice('position_closed')),
    COSTS,
  ],
  [
    'a position that was opened twice',
    'portfolio-invariants',
    'was not pending',
    spoil(tape, twice('position_opened')),
    COSTS,
  ],
  [
    'a stop that was not kept',
    'portfolio-invariants',
    'which touched its stop',
    spoil(
      tape,
      without((told) => told.kind === 'event' && told.event.type === 'position_closed' && told.event.reason === 'sl'),
    ),
    COSTS,
  ],
  [
    'a close that was not kept',
    'portfolio-invariants',
    '(request)',
    spoil(
      tape,
      without(
        (told) => told.kind === 'event' && told.event.type === 'position_closed' && told.event.reason === 'close',
      ),
    ),
    COSTS,
  ],
  [
    'an order that nobody answered',
    'portfolio-invariants',
    'neither filled nor refused',
    spoil(
      tape,
      without((told) => told.kind === 'event' && told.event.type === 'position_opened'),
    ),
    COSTS,
  ],
  [
    'an entry beyond the free margin',
    'portfolio-invariants',
    'was free',
    spoil(
      tape,
      opened(({ volume }) => ({ volume: volume * 20 })),
    ),
    COSTS,
  ],
  ['fills out of their phases', 'portfolio-invariants', 'came after one of phase', outOfPhase(chaoticTape), chaotic],
];

function outOfPhase(told: readonly Told[]): Told[] {
  const isEntry = (each: Told | undefined) => each?.kind === 'event' && each.event.type === 'position_opened';
  const at = told.findIndex((each, index) => isEntry(each) && isEntry(told[index + 1]));
  return [...told.slice(0, at), told[at + 1] as Told, told[at] as Told, ...told.slice(at + 2)];
}

describe('a book beside a run', () => {
  it('finds nothing in what the broker itself told, and counts it', () => {
    const evidence = read(tape, series, COSTS);

    expect(evidence.violations).toEqual([]);
    expect(evidence).toMatchObject({ marks: 400, closes: 400, still_open: 0 });
    expect(evidence.entries).toBeGreaterThan(30);
    expect(evidence.trades).toBe(evidence.exits);
    expect(evidence.fees.taker_fills + evidence.fees.maker_fills).toBe(evidence.entries + evidence.exits);
  });

  it.each([
    ['a kill switch', killedTape, killed],
    ['partial fills', partialTape, partial],
    ['delays', lateTape, late],
    ['orders of all kinds', chaoticTape, chaotic],
  ])('finds nothing in a run with %s', (_, told, config) => {
    expect(read(told, series, config).violations).toEqual([]);
  });

  it.each(cases)('finds %s', (_, check, words, told, config) => {
    const { violations } = read(told, series, config);

    expect(
      violations
        .filter((each) => each.check === check)
        .map(({ text }) => text)
        .join('\n'),
    ).toContain(words);
  });

  it('counts what it does not tell', () => {
    const { violations, violation_counts } = read(tape, series, { ...COSTS, fee_taker: 0.0006 });

    expect(violations.filter(({ check }) => check === 'fees')).toHaveLength(5);
    expect(violation_counts.fees).toBeGreaterThan(30);
  });

  it('finds bars that overlap', () => {
    const bars = walk({ length: 20, seed: 1 });
    const overlapping = { ...bars, closes: bars.time.map((time) => time + 5_400_000) };

    const { violations } = watch(Follower, [overlapping]);

    expect(violations.map(({ check }) => check)).toContain('time-zones');
  });
});
