import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../src/backtest/checks/check.ts';
import { COSTS } from './market.ts';
import { eventWhere, read, spoil, type Told } from './tape.ts';
import {
  chaoticTape,
  closed,
  killed,
  killedTape,
  late,
  lateTape,
  marked,
  opened,
  partial,
  partialTape,
  series,
  tape,
  without,
} from './tapes.ts';

type Case = readonly [string, CheckId, string, readonly Told[], unknown];

const cases: readonly Case[] = [
  [
    'a trade that was not written',
    'portfolio-invariants',
    'no trade was written',
    spoil(
      tape,
      without(({ kind }) => kind === 'trade'),
    ),
    COSTS,
  ],
  [
    'a trade that says other than its events',
    'portfolio-invariants',
    'has exit_price',
    spoil(tape, (told) =>
      told.kind === 'trade' ? { kind: 'trade', trade: { ...told.trade, exit_price: 1 } } : undefined,
    ),
    COSTS,
  ],
  [
    'a profit that its prices do not make',
    'portfolio-invariants',
    'by its prices and fees',
    spoil(
      tape,
      closed(({ pnl_net }) => ({ pnl_net: pnl_net + 0.01 })),
    ),
    COSTS,
  ],
  [
    'a balance that moved by itself',
    'portfolio-invariants',
    'balance',
    spoil(
      tape,
      marked(200, ({ balance }) => ({ balance: balance + 0.01 })),
    ),
    COSTS,
  ],
  [
    'an equity that is not balance and open profit',
    'portfolio-invariants',
    'equity',
    spoil(
      tape,
      marked(200, ({ equity }) => ({ equity: equity + 0.01 })),
    ),
    COSTS,
  ],
  ['a close that was not marked', 'portfolio-invariants', 'has 400 closes', tape.slice(0, -1), COSTS],
  [
    'a mark at another time',
    'time-zones',
    'the next close is at',
    spoil(
      tape,
      marked(50, ({ time }) => ({ time: time + 3_600_000 })),
    ),
    COSTS,
  ],
  [
    'a fill with a time of another zone',
    'time-zones',
    'the open of bar',
    spoil(
      tape,
      opened(({ time }) => ({ time: time - 7_200_000 })),
    ),
    COSTS,
  ],
  [
    'an order with a time of another zone',
    'time-zones',
    'goes from',
    spoil(
      tape,
      eventWhere('order_placed', ({ time }) => ({ time: time + 7_200_000 })),
    ),
    COSTS,
  ],
  [
    'a volume that is not what was asked for',
    'sizing',
    'what was asked for comes to',
    spoil(
      tape,
      opened(({ volume }) => ({ volume: volume * 1.001 })),
    ),
    COSTS,
  ],
  ['a volume off the lot', 'sizing', 'off the lot', tape, { ...COSTS, lot_size: 0.1 }],
  ['an entry below the least value', 'sizing', 'less than the least value', tape, { ...COSTS, min_notional: 100_000 }],
  ['a stop off the tick', 'sizing', 'off the tick', tape, { ...COSTS, tick_size: 0.01 }],
  [
    'a position beyond max_position',
    'risk-limits',
    'at most 2000 is allowed',
    tape,
    { ...COSTS, risk: { max_position: 2_000 } },
  ],
  [
    'an exposure beyond max_exposure',
    'risk-limits',
    'times the equity',
    tape,
    { ...COSTS, risk: { max_exposure: 0.2 } },
  ],
  [
    'more entries on a day than allowed',
    'risk-limits',
    'of its UTC day',
    tape,
    { ...COSTS, risk: { max_orders_per_day: 1 } },
  ],
  ['more open positions than allowed', 'risk-limits', 'open position number', chaoticTape, COSTS],
  ['a kill switch that does not trigger', 'kill-switch', 'the run told nothing', tape, killed],
  [
    'a kill switch that triggers too early',
    'kill-switch',
    'by its limits it is nothing',
    killedTape,
    { ...COSTS, risk: { max_daily_loss: 0.5 } },
  ],
  [
    'a kill switch that does not stop',
    'kill-switch',
    '(kill_switch)',
    spoil(
      killedTape,
      without(
        (told) => told.kind === 'event' && told.event.type === 'position_closed' && told.event.reason === 'kill_switch',
      ),
    ),
    killed,
  ],
  [
    'an order that was accepted with the kill switch on',
    'kill-switch',
    'was accepted while',
    spoil(
      killedTape,
      eventWhere('order_placed', () => ({})),
    ).flatMap(acceptAfterKill),
    killed,
  ],
  [
    'a kill switch that is not lifted the next day',
    'kill-switch',
    'kill_switch_lifted daily_loss',
    killedTape.filter((told) => told.kind !== 'event' || told.event.type !== 'kill_switch_lifted'),
    killed,
  ],
  [
    'a partial fill of more than was asked for',
    'exchange-errors',
    'was filled in part with',
    spoil(
      partialTape,
      opened(({ volume }) => ({ volume: volume * 20 })),
    ),
    partial,
  ],
  ['a delayed order that fills at once', 'exchange-errors', 'was delayed to bar', early(lateTape), late],
  [
    'an order that the exchange rejects after it was filled',
    'exchange-errors',
    'was not pending',
    spoil(tape, rejectFilled),
    COSTS,
  ],
];

function acceptAfterKill(told: Told): readonly Told[] {
  if (told.kind !== 'event' || told.event.type !== 'kill_switch') return [told];
  const first = tape.find((each) => each.kind === 'event' && each.event.type === 'order_placed') as Told;
  return [told, first];
}

function early(told: readonly Told[]): Told[] {
  return spoil(
    told,
    opened(({ bar }) => ({ bar: bar - 2 })),
  );
}

function rejectFilled(told: Told): readonly Told[] | undefined {
  if (told.kind !== 'event' || told.event.type !== 'position_opened') return undefined;
  const { time, symbol, bar, order_id } = told.event;
  return [
    told,
    {
      kind: 'event',
      event: { type: 'order_rejected', time, symbol, bar, order_id, reason: 'EXCHANGE_REJECTED', field: null },
    },
  ];
}

describe('a book beside a run that breaks a rule', () => {
  it.each(cases)('finds %s', (_, check, words, told, config) => {
    const { violations } = read(told, series, config);

    expect(
      violations
        .filter((each) => each.check === check)
        .map(({ text }) => text)
        .join('\n'),
    ).toContain(words);
  });
});
