import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../src/backtest/golden/golden.ts';
import { judgeGolden } from '../../../src/backtest/golden/judgement.ts';
import { Summary } from '../../../src/backtest/metrics/summary.ts';
import { exampleText, runExample } from './example-run.ts';
import { scenarioText } from './scenario-text.ts';

const summary = runExample();
const withSharpe = (sharpe: number | null): Summary => ({ ...summary, account: { ...summary.account, sharpe } });

function judge(
  expected: string,
  { given = summary, hashes = {} }: { given?: Summary; hashes?: Record<string, string> } = {},
) {
  return judgeGolden(readGolden(expected, 'golden/cross.yml'), { summary: given, hashes });
}

describe('the judgement of a golden scenario', () => {
  it('is the same for the example, whose figures stand in the repository', () => {
    const judgement = judge(exampleText('golden/moving-average-cross.yml').replaceAll('../', ''));

    expect(
      judgement.answer === 'refused'
        ? judgement.mismatches
        : judgement.figures.filter(({ answer }) => answer !== 'same'),
    ).toEqual([]);
    expect(judgement.answer).toBe('same');
  });

  it.each([
    { expected: '0.61', got: 0.61, answer: 'same', because: 'it is equal' },
    { expected: '0.61', got: 0.61 + 1e-14, answer: 'same', because: 'ten digits are equal' },
    { expected: '0.61', got: 0.6100000001, answer: 'differs', because: 'exact is the default' },
    { expected: '{ value: 0.61, absolute: 0.01 }', got: 0.62, answer: 'same', because: 'it lies on the edge' },
    { expected: '{ value: 0.61, absolute: 0.01 }', got: 0.6200001, answer: 'differs', because: 'it lies beyond' },
    { expected: '{ value: -0.5, relative: 0.1 }', got: -0.55, answer: 'same', because: 'a share is of the size' },
    { expected: '{ value: -0.5, relative: 0.1 }', got: -0.56, answer: 'differs', because: 'it lies beyond' },
    { expected: '{ value: 0, relative: 0.1 }', got: 1e-9, answer: 'differs', because: 'a share of nothing is nothing' },
    { expected: 'null', got: null, answer: 'same', because: 'both are undefined' },
    { expected: 'null', got: 0, answer: 'differs', because: 'undefined is not 0' },
    { expected: '{ value: 0.61, absolute: 99 }', got: null, answer: 'differs', because: 'undefined is near nothing' },
    { expected: '{ value: null, absolute: 99 }', got: 0, answer: 'differs', because: 'nothing is near undefined' },
  ])('of $got where $expected was expected is: $answer, since $because', ({ expected, got, answer }) => {
    const judgement = judge(scenarioText(`  account.sharpe: ${expected}\n`), { given: withSharpe(got) });

    expect(judgement.answer).toBe(answer);
  });

  it('names each expectation with what came instead', () => {
    const judgement = judge(
      scenarioText('  total.trades: 34\n  returns_basis: day\n', `artefacts: { trades.csv: ${'a'.repeat(64)} }\n`),
    );

    expect(judgement).toMatchObject({
      answer: 'differs',
      figures: [
        { figure: 'total.trades', expected: 34, got: 33, answer: 'differs' },
        { figure: 'returns_basis', expected: 'day', got: 'day', answer: 'same' },
        { figure: 'trades.csv', expected: 'a'.repeat(64), got: null, answer: 'missing' },
      ],
    });
  });

  it.each([
    { hash: 'a'.repeat(64), answer: 'same' },
    { hash: 'b'.repeat(64), answer: 'differs' },
  ])('of bytes is $answer where the hash is $hash', ({ hash, answer }) => {
    const text = scenarioText('  total.trades: 33\n', `artefacts: { events.log: ${'a'.repeat(64)} }\n`);

    expect(judge(text, { hashes: { 'events.log': hash } }).answer).toBe(answer);
  });

  it('takes a reason for which nothing was rejected as 0, and reads what is undefined inside', () => {
    const given = { ...summary, account: { ...summary.account, worst_day: null } };
    const text = scenarioText('  orders.rejected.KILL_SWITCH: 0\n  account.worst_day.return: null\n');

    expect(judge(text, { given }).answer).toBe('same');
  });

  it.each([
    { data: [], got: null },
    { data: [{ ...summary.data[0], sha256: 'b'.repeat(64) }], got: 'b'.repeat(64) },
  ])('compares nothing over other data ($got)', ({ data, got }) => {
    const given = Summary.parse({ ...summary, data });

    expect(judge(scenarioText('  total.trades: 33\n'), { given })).toEqual({
      answer: 'refused',
      mismatches: [{ symbol: 'GOOG', expected: summary.data[0]?.sha256, got }],
    });
  });
});
