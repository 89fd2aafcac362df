import { expect, it } from 'vitest';
import { GrowingColumn } from '../../../src/backtest/metrics/growing-column.ts';

it('keeps every value in its order, however many there are', () => {
  const column = new GrowingColumn();
  for (let value = 0; value < 1_000; value += 1) column.push(value);

  expect(column.length).toBe(1_000);
  expect(column.view()).toEqual(Float64Array.from({ length: 1_000 }, (_, index) => index));
  expect(new GrowingColumn().view()).toEqual(new Float64Array());
});
