import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import { listFiles, makeFolder, run } from '../running.ts';

const examples = join(import.meta.dirname, '../../../docs/examples/backtest');
const example = [
  join(examples, 'moving-average-cross.ts'),
  ...['--data', join(examples, 'GOOG.csv'), '--config', join(examples, 'config.yml')],
];

describe('conclave backtest run', () => {
  it('keeps every artefact, and proves with --twice and --leaks all that can be proven', async () => {
    using place = makeFolder();

    const ending = await run(
      ['backtest', 'run', ...example, '--seed', '1', '--out', join(place.folder, 'kept/'), '--twice', '--leaks'],
      place,
    );

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    expect(ending.output).toContain('Sharpe ratio                0.716');
    expect(ending.output).toContain('wall (not proven): none stood around the strategy');
    expect(listFiles(join(place.folder, 'kept'))).toEqual([
      'data_manifest.json',
      'decisions.log',
      'equity_curve.csv',
      'events.log',
      'report.html',
      'run_config.json',
      'summary.json',
      'summary.md',
      'test_report.json',
      'trades.csv',
    ]);
    const report = TestReport.parse(JSON.parse(readFileSync(join(place.folder, 'kept/test_report.json'), 'utf8')));
    expect(report.checks.map(({ id, answer }) => `${id}: ${answer}`)).toEqual([
      'leakage: pass',
      'time-zones: pass',
      'reproducibility: pass',
      'fees: pass',
      'slippage: pass',
      'sizing: pass',
      'risk-limits: pass',
      'kill-switch: pass',
      'exchange-errors: pass',
      'batch-stream-parity: pass',
      'portfolio-invariants: pass',
    ]);
  });

  it('fails when the second run differs, and says by which field of which line', async () => {
    using place = makeFolder();
    const path = join(place.folder, 'local.ts');
    writeFileSync(
      path,
      `export class Strategy {
        prepareIndicators() { return {}; }
        findEntries(bars: { time: Float64Array }, none: unknown, bar: number) {
          const hour = new Date(bars.time[bar]!).getHours();
          return bar % 50 === 0 ? { action: 'BUY', type: 'MARKET', volume: hour === 0 ? 1 : 2 } : null;
        }
      }`,
    );

    const data = ['--data', join(examples, 'GOOG.csv')];
    const ending = await run(['backtest', 'run', path, ...data, '--out', 'kept', '--twice'], place);

    expect(ending.exitCode).toBe(1);
    expect(ending.output).toContain('volume is 1 in the first run, 2 in the second');
  });

  it('keeps nothing of a run that cannot be finished', async () => {
    using place = makeFolder();
    const path = join(place.folder, 'thrower.ts');
    writeFileSync(path, "export class Strategy { prepareIndicators() { throw new Error('no'); } findEntries() {} }");

    const ending = await run(
      ['backtest', 'run', path, '--data', join(examples, 'GOOG.csv'), '--out', 'deep/kept'],
      place,
    );

    expect(ending.exitCode).toBe(2);
    expect(ending.errors).toContain('the strategy threw while the indicators of GOOG were computed: no');
    expect(listFiles(place.folder)).toEqual(['thrower.ts']);
    expect(existsSync(join(place.folder, 'deep'))).toBe(false);
  });
});

describe('what conclave backtest run is told', () => {
  it.each([
    ['no data', [], '--data: no market data was named'],
    ['a symbol twice', ['--data', 'A=x.csv', '--data', 'A=y.csv'], '--data: A was given twice'],
    ['a symbol that is none', ['--data', ' =x.csv'], '--data: " =x.csv" names no symbol and file'],
    ['a seed that is none', ['--data', 'a.csv', '--seed', '-1'], '--seed: "-1" is no seed'],
    ['no time', ['--data', 'a.csv', '--time-limit', '0'], '--time-limit: "0" is no time limit'],
    ['an option for a value', ['--data', '--config'], '--data has no value'],
    ['a file that is not there', ['--data', 'gone.csv'], 'gone.csv'],
    ['a configuration that is not there', ['--data', 'a.csv', '--config', 'gone.yml'], '--config: '],
  ])('is refused when it is %s', async (_what, options, words) => {
    using place = makeFolder();

    const ending = await run(['backtest', 'run', join(examples, 'moving-average-cross.ts'), ...options], place);

    expect(ending.exitCode).toBe(2);
    expect(ending.errors).toContain(words);
    expect(listFiles(place.folder)).toEqual([]);
  });

  it('names the key that a configuration does not know, with its line', async () => {
    using place = makeFolder();
    writeFileSync(join(place.folder, 'config.yml'), 'version: 1\nfee_takr: 0.001\n');

    const ending = await run(['backtest', 'run', 's.ts', '--data', 'a.csv', '--config', 'config.yml'], place);

    expect(ending.exitCode).toBe(2);
    expect(ending.errors).toMatch(/config\.yml:2.*fee_takr.*\n.*fee_taker/s);
  });
});
