import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAsked } from '../../../src/backtest/proofs/asked-text.ts';
import { NOTHING } from '../../../src/backtest/runner/asked.ts';
import { readDecision } from '../../../src/backtest/runner/told-decision.ts';

const PYTHON = { entries: 'find_entries', exits: 'find_exits' };

const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));
const order = fc.record({ action: fc.constant('BUY' as const), type: fc.constant('LIMIT' as const), price: number });
const exit = fc.record({ position_id: fc.string(), reason: fc.string() });

describe('a decision of a process that is not believed', () => {
  it('is read as it was meant, to the last bit of every number', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 1 }), fc.array(exit), (requests, exits) => {
        const sent: unknown = JSON.parse(writeAsked({ requests, exits }));

        expect(readDecision(sent as object, PYTHON)).toEqual({ requests, exits });
      }),
    );
  });

  it('may be one request, and is nothing when nothing is in it', () => {
    const one = { action: 'BUY', type: 'MARKET', volume: 1 };

    expect(readDecision({ requests: one }, PYTHON)).toEqual({ requests: [one], exits: [] });
    expect(readDecision({ requests: [], exits: [null] }, PYTHON)).toBe(NOTHING);
    expect(readDecision({}, PYTHON)).toBe(NOTHING);
  });

  it.each([
    ['with a field that there is not', { requests: [{ action: 'BUY', leverage: 9 }] }, 'the unknown field `leverage`'],
    ['with a field of another kind', { requests: [{ action: 'BUY', volume: '1' }] }, '`volume` is a text'],
    ['with a number that is none', { requests: [{ volume: { number: '1' } }] }, '`volume` is an object'],
    ['with a list in a list', { requests: [[{ action: 'BUY' }]] }, 'find_entries returned at place 0 a list'],
    ['with what would change all objects', JSON.parse('{"requests":[{"__proto__":{"a":1}}]}'), 'the unknown field'],
    ['that is a text', { requests: 'BUY' }, 'find_entries returned a text'],
    ['with too many orders', { requests: Array.from({ length: 1001 }, () => ({})) }, 'returned 1001 orders'],
    [
      'with a field of a long name that steers a terminal',
      { requests: { [`\u001b[2J${'x'.repeat(900)}`]: 1 } },
      `the unknown field \`·[2J${'x'.repeat(60)}…\``,
    ],
    [
      'with more exits than positions can be closed',
      { exits: Array.from({ length: 10_001 }, () => null) },
      'find_exits asked for 10001 exits at once',
    ],
    ['with exits that are no list', { exits: { position_id: 'p1' } }, 'the exits of find_exits are no list'],
    ['with an exit of nothing', { exits: [{ reason: 'done' }] }, 'without `position_id`'],
  ])('is refused %s', (_what, told, words) => {
    expect(() => readDecision(told, PYTHON)).toThrow(words);
  });
});
