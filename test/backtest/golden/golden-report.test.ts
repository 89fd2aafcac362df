import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../src/backtest/golden/golden.ts';
import { allGolden, type GoldenRow, renderGoldenReport } from '../../../src/backtest/golden/golden-report.ts';
import { judgeGolden } from '../../../src/backtest/golden/judgement.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { runExample } from './example-run.ts';
import { scenarioText } from './scenario-text.ts';

const summary = runExample();

function rowOf(name: string, expected: string, data = summary.data): GoldenRow {
  const golden = readGolden(scenarioText(expected), name);
  return { name, title: golden.title, judgement: judgeGolden(golden, { summary: { ...summary, data }, hashes: {} }) };
}

describe('the report of golden scenarios', () => {
  it('says the decision first, and beneath each file what differs', () => {
    const rows: readonly GoldenRow[] = [
      rowOf('golden/a.yml', '  total.trades: 33\n'),
      rowOf(
        'golden/costs.yml',
        '  total.trades: 34\n  total.wins: 17\n  account.sharpe: { value: 0.6, absolute: 0.1 }\n  account.cagr: { value: 0.5, relative: 0.1 }\n  account.volatility: null\n',
      ),
      rowOf('golden/old.yml', '  total.trades: 33\n', []),
      { name: 'golden/b.yml', error: new AppError('bad-input', 'not valid YAML', { where: 'golden/b.yml:3' }) },
    ];

    expect(renderGoldenReport(rows).split('\n')).toEqual([
      'Golden scenarios: 3 of 4 not the same',
      '✓ golden/a.yml      same, 1 expectation  A cross',
      '✗ golden/costs.yml  4 of 5 expectations not met  A cross',
      '    total.trades        expected 34          got 33',
      '    account.sharpe      expected 0.6 ± 0.1   got 0.7161097023',
      '    account.cagr        expected 0.5 ± 10 %  got 0.01632762302',
      '    account.volatility  expected undefined   got 0.02298464937',
      '– golden/old.yml    not compared: other data  A cross',
      `    data of GOOG  expected ${summary.data[0]?.sha256}  got no such data`,
      '✗ golden/b.yml      not run',
      '    golden/b.yml:3: not valid YAML',
      'If the new figures are right: conclave backtest golden --update --reason "what changed and why it is right"',
      '',
    ]);
    expect(allGolden(rows)).toBe(false);
  });

  it('is one line more than its files when all is the same', () => {
    const rows = [rowOf('golden/a.yml', '  total.trades: 33\n'), rowOf('golden/b.yml', '  total.wins: 17\n')];

    expect(renderGoldenReport(rows)).toMatch(/^Golden scenarios: all 2 the same\n✓ .*\n✓ .*\n$/);
    expect(allGolden(rows)).toBe(true);
  });

  it('takes no scenario for no proof', () => {
    expect(renderGoldenReport([])).toBe('Golden scenarios: none found, so nothing is proven\n');
    expect(allGolden([])).toBe(false);
  });

  it('lets a title do nothing to a terminal', () => {
    const row = { ...rowOf('golden/a.yml', '  total.trades: 33\n'), title: 'x\u001b[2J\ny' };

    expect(renderGoldenReport([row])).toContain('same, 1 expectation  x y\n');
  });
});
