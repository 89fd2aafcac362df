import { describe, expect, it } from 'vitest';
import { ColumnHistory } from '../../../src/backtest/proofs/column-history.ts';

describe('the history of columns', () => {
  it('sees a change also in a column that is the same object as before', () => {
    const column = Float64Array.of(1, 2, 3);
    const history = new ColumnHistory();
    history.take({ column }, ['column'], 2);
    column[1] = 9;

    const changes = history.compare({ column });

    expect(changes).toEqual([{ kind: 'value', bar: 1, column: 'column', before: 2, after: 9 }]);
  });

  it('takes NaN for NaN and minus zero for zero, and tells a column that is gone', () => {
    const history = new ColumnHistory();
    history.take({ a: [Number.NaN, 0], b: [true, 5] as unknown as number[] }, ['a', 'b'], 2);

    expect(history.compare({ a: Float64Array.of(Number.NaN, -0), b: [1, 5] })).toEqual([]);
    expect(history.compare({ a: [Number.NaN, 0] })).toEqual([
      { kind: 'value', bar: 0, column: 'b', before: 1, after: Number.NaN },
    ]);
  });

  it('tells the first change of a column once', () => {
    const history = new ColumnHistory();
    history.take({ a: [1, 2] }, ['a'], 2);

    const first = history.compare({ a: [3, 3] });
    const second = history.compare({ a: [4, 4] });

    expect(first).toMatchObject([{ bar: 0 }]);
    expect(second).toEqual([]);
  });

  it('hands out the new rows, row by row', () => {
    const history = new ColumnHistory();
    history.take({ a: [1, 2], b: [3, 4] }, ['a', 'b'], 1);

    const rows = history.take({ a: [1, 2, 5], b: [3, 4, 6] }, ['a', 'b'], 3);

    expect(rows).toEqual(Float64Array.of(2, 4, 5, 6));
  });
});
