import { describe, expect, it } from 'vitest';
import { DecisionReader } from '../../../../src/adapters/sandbox/strategy-host/decision-reader.ts';
import { orderOf } from './fake-python.ts';

describe('all decisions of a strategy together', () => {
  it('are bounded in number, since each of them becomes lines on our disk', () => {
    const reader = new DecisionReader(orderOf('mine.py'), { mebibytes: 1, wishes: 200 });
    const many = Array.from({ length: 100 }, () => ({ action: 'CANCEL' }));
    for (let bar = 0; bar < 2; bar += 1) reader.read({ bar, requests: many }, 0);

    const beyond = () => reader.read({ bar: 2, requests: { action: 'CANCEL' } }, 0);

    expect(beyond).toThrow('the strategy asked for more than 200 orders and exits, at bar 2 of X');
  });

  it('are bounded in length', () => {
    const reader = new DecisionReader(orderOf('mine.py'), { mebibytes: 1, wishes: 200 });
    const long = { action: 'CANCEL', comment: 'x'.repeat(100_000) };
    for (let bar = 0; bar < 10; bar += 1) reader.read({ bar, requests: long }, 0);

    const beyond = () => reader.read({ bar: 10, requests: long }, 0);

    expect(beyond).toThrow('the decisions take more than 1 MiB, at bar 10 of X');
  });
});
