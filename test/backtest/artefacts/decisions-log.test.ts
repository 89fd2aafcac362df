import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedJson } from '../../../src/backtest/artefacts/asked-json.ts';
import { DecisionsLog, LONGEST_DECISION } from '../../../src/backtest/artefacts/decisions-log.ts';
import { readDecisionsLog } from '../../../src/backtest/artefacts/decisions-reader.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import type { OrderRequest } from '../../../src/backtest/order.ts';
import { writeAsked } from '../../../src/backtest/proofs/asked-text.ts';
import type { Asked } from '../../../src/backtest/runner/asked.ts';
import { isAppError, renderError } from '../../../src/kernel/app-error.ts';
import { anyText } from '../../fixtures/any-text.ts';
import { barsOf } from '../broker/play.ts';

const PRICES = Array.from({ length: 20 }, () => [1, 2, 1, 2] as const);
const SERIES: readonly Bars[] = [barsOf('A', PRICES), barsOf('B "x"', PRICES)];
const BUY: OrderRequest = { action: 'BUY', type: 'MARKET', volume: 1 };

const number = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Infinity, 1e-7, 1e21, null));
const text = fc.oneof(anyText({ maxLength: 10 }), fc.constantFrom('\u2028', '\ud800', ''));
const request = fc.oneof(
  fc.record(
    {
      ...{ action: fc.constantFrom('BUY', 'SELL', 'HOLD'), type: fc.constantFrom('MARKET', 'LIMIT'), symbol: text },
      ...{ volume: number, risk_fraction: number, equity_fraction: number, price: number, sl: number, tp: number },
      ...{ expire_bars: number, comment: text },
    },
    { requiredKeys: [] },
  ),
  fc.record({ action: fc.constant('CANCEL'), comment: text }, { requiredKeys: ['action'] }),
);
const asked = fc.record({
  requests: fc.array(request, { maxLength: 3 }),
  exits: fc.array(fc.record({ position_id: text, reason: text }), { maxLength: 3 }),
}) as unknown as fc.Arbitrary<Asked>;

describe('decisions.log', () => {
  it('reads back as what was asked for, whatever that was', () => {
    const all = fc.array(fc.record({ symbol: fc.nat(1), bar: fc.nat(19), asked }), { maxLength: 12 });
    fc.assert(
      fc.property(all, (given) => {
        const inOrder = given
          .filter((one, at) => given.findIndex((other) => other.bar === one.bar && other.symbol === one.symbol) === at)
          .filter((each) => each.asked.requests.length + each.asked.exits.length > 0)
          .toSorted((one, other) => one.bar - other.bar || one.symbol - other.symbol);

        const read = readDecisionsLog(logOf(inOrder), SERIES);

        const expected = [0, 1].map((index) => inOrder.filter(({ symbol }) => symbol === index));
        expect(read.map((each) => each.map(({ bar, asked: wish }) => [bar, writeAsked(wish)]))).toEqual(
          expected.map((each) => each.map(({ bar, asked: wish }) => [bar, writeAsked(wish)])),
        );
      }),
    );
  });

  it('spells every wish as JSON does, with fields in the order of the alphabet', () => {
    fc.assert(
      fc.property(asked, ({ requests, exits }) => {
        const plain = { requests: requests.map(spelled), exits: exits.map(spelled) };

        expect(askedJson({ requests, exits })).toBe(JSON.stringify(plain));
      }),
    );
  });

  it('has no line where nothing was asked for', () => {
    expect(logOf([{ symbol: 0, bar: 1, asked: { requests: [], exits: [] } }])).toHaveLength(0);
  });

  it('refuses a wish that is longer than a line may be', () => {
    const asked = { requests: [{ ...BUY, comment: 'x'.repeat(LONGEST_DECISION) }], exits: [] };

    expect(() => logOf([{ symbol: 0, bar: 1, asked }])).toThrow('what was asked for at bar 1 of A takes');
  });
});

describe('a line of decisions.log that the engine did not write', () => {
  const LINE = `{"symbol":"A","bar":3,"time":"${timeOf(3)}","asked":{"requests":[{"action":"BUY"}],"exits":[]}}`;
  const LATER = LINE.replace('"bar":3', '"bar":4').replace(timeOf(3), timeOf(4));

  it('is not the one that these changes begin with', () => {
    expect(readDecisionsLog(bytesOf(`${LINE}\n${LATER}\n`), SERIES)[0]).toHaveLength(2);
  });

  it.each([
    ['no line end', LINE, 'the file ends inside of the line'],
    ['an empty line', `\n${LINE}\n`, 'the line is no JSON'],
    ['another symbol', `${LINE.replace('"A"', '"C"')}\n`, 'no data of the symbol C'],
    ['a bar that is not there', `${LINE.replace('"bar":3', '"bar":20')}\n`, 'A has no bar 20'],
    ['a bar in between', `${LINE.replace('"bar":3', '"bar":3.5')}\n`, 'A has no bar 3.5'],
    ['a bar before the first', `${LINE.replace('"bar":3', '"bar":-1')}\n`, 'A has no bar -1'],
    ['another time', `${LINE.replace(timeOf(3), timeOf(4))}\n`, 'the line is not as the engine writes it'],
    ['a key twice', `${LINE.replace('"bar":3', '"bar":2,"bar":3')}\n`, 'the line is not as the engine writes it'],
    ['one key more', `${LINE.replace('"bar"', '"extra":1,"bar"')}\n`, 'the line is no decision'],
    ['a space', `${LINE.replace('"bar":3', '"bar": 3')}\n`, 'the line is not as the engine writes it'],
    ['NaN', `${LINE.replace('"BUY"', 'NaN')}\n`, 'the line is no JSON'],
    ['nothing asked for', `${LINE.replace('{"action":"BUY"}', '')}\n`, 'nothing was asked for'],
    ['an unknown field', `${LINE.replace('"action"', '"leverage"')}\n`, 'unknown field `leverage`'],
    ['a field of another kind', `${LINE.replace('"BUY"', '1')}\n`, 'whose `action` is a number'],
    ['an object for a number', `${LINE.replace('"BUY"', '{"number":"7"}')}\n`, 'whose `action` is an object'],
    ['an exit that is null', `${LINE.replace('"exits":[]', '"exits":[null]')}\n`, 'an exit is null'],
    ['too many exits', `${LINE.replace('"exits":[]', `"exits":[${'1,'.repeat(10_000)}1]`)}\n`, 'exits were asked for'],
    ['too many orders', `${LINE.replace('{"action":"BUY"}', `${'{},'.repeat(1000)}{}`)}\n`, '1001 orders'],
    ['too long a line', `${LINE.replace('"BUY"', `"${'B'.repeat(LONGEST_DECISION)}"`)}\n`, 'bytes'],
    ['deep brackets', `${'['.repeat(500_000)}\n`, 'the line is no JSON'],
  ])('is refused with its number: %s', (_what, log, words) => {
    expect(refusalOf(bytesOf(log))).toMatch(/^decisions\.log:1: /);
    expect(refusalOf(bytesOf(log))).toContain(words);
  });

  it.each([
    ['the same bar twice', `${LINE}\n${LINE}\n`],
    ['an earlier bar', `${LATER}\n${LINE}\n`],
    ['symbols in another order', `${LINE.replace('"A"', '"B \\"x\\""')}\n${LINE}\n`],
  ])('is refused where it does not come after the one before: %s', (_what, log) => {
    expect(refusalOf(bytesOf(log))).toContain('decisions.log:2: the decision does not come after the one before');
  });

  it('is refused where it is not UTF-8', () => {
    const bytes = bytesOf(`${LINE}\n`);
    bytes[40] = 0xff;

    expect(refusalOf(bytes)).toContain('decisions.log:1: the line is not UTF-8');
  });
});

/** Sorted, and with the numbers that JSON lacks by their names. */
function spelled(fields: object): object {
  const entries = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]: [string, unknown]) => {
      const isLacking = typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
      return [name, isLacking ? { number: Object.is(value, -0) ? '-0' : String(value) } : value];
    }),
  );
}

function logOf(all: readonly { readonly symbol: number; readonly bar: number; readonly asked: Asked }[]): Uint8Array {
  const chunks: Buffer[] = [];
  const log = new DecisionsLog({ write: (bytes) => void chunks.push(Buffer.from(bytes)) }, SERIES);
  for (const { symbol, bar, asked: wish } of all) log.add(symbol, bar, wish);
  log.finish();
  return Buffer.concat(chunks);
}

function bytesOf(log: string): Uint8Array {
  return Buffer.from(log, 'utf8');
}

function timeOf(bar: number): string {
  const line = Buffer.from(logOf([{ symbol: 0, bar, asked: { requests: [BUY], exits: [] } }])).toString('utf8');
  return /"time":"([^"]+)"/.exec(line)?.[1] ?? '';
}

function refusalOf(log: Uint8Array): string {
  try {
    readDecisionsLog(log, SERIES);
  } catch (error) {
    if (isAppError(error)) return renderError(error);
    throw error;
  }
  return 'it was read';
}
