import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import type { MarketData } from '../../../src/backtest/data/market-data.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import type { Decision } from '../../../src/backtest/runner/replayed-decisions.ts';
import { verifyRun } from '../../../src/flows/backtest/verify-run.ts';
import { config, orderOf, plan, prices } from '../../backtest/properties/generated.ts';
import { heldFiles, portsOf, type RecordedFiles, recordRun, writeReport } from './recorded-run.ts';

describe('any run', () => {
  const runs = fc.record({
    prices,
    plans: fc.array(fc.option(plan), { maxLength: 24 }),
    config: config.map((given) => RunConfig.parse({ version: 1, ...given, data: { timezone: 'UTC', bar: '1h' } })),
    seed: fc.nat(99),
  });
  const FOLLOWING = ['trades.csv', 'equity_curve.csv', 'events.log', 'summary.json'];

  it('is verified, and no byte of what follows from it can be another one', async () => {
    const spot = fc.record({ file: fc.constantFrom(...FOLLOWING), at: fc.double({ min: 0, max: 1, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(runs, spot, async (given, { file, at }) => {
        const csv = csvOf(given.prices);
        const { files } = await recordRun({ ...given, csv, decisions: (market) => planned(market, given.plans) });
        const whole = await verify(files, csv);

        const text = files.get(file) ?? '';
        const place = Math.min(text.length - 1, Math.floor(at * text.length));
        files.set(file, `${text.slice(0, place)}${text[place] === '1' ? '2' : '1'}${text.slice(place + 1)}`);
        writeReport(files, TestReport.parse(JSON.parse(files.get('test_report.json') ?? '')));
        const changed = await verify(files, csv);

        expect(whole).toMatchObject({ answer: 'verified' });
        expect(changed).toMatchObject({ answer: 'differs' });
        expect(changed.answer === 'differs' && changed.differences[0]).toContain(file);
      }),
      { numRuns: 60 },
    );
  });
});

function planned({ bars }: MarketData, plans: readonly (Parameters<typeof orderOf>[0] | null)[]): readonly Decision[] {
  return plans.slice(0, bars.length).flatMap((each, bar) => {
    if (each === null) return [];
    return [{ bar, asked: { requests: [orderOf(each, bars.close[bar] ?? 0)], exits: [] } }];
  });
}

function csvOf(all: readonly (readonly number[])[]): string {
  const rows = all.map((bar, at) => `${new Date(Date.UTC(2024, 0, 1, at)).toISOString()},${bar.join(',')},1`);
  return `time,open,high,low,close,volume\n${rows.join('\n')}\n`;
}

function verify(files: RecordedFiles, csv: string) {
  return verifyRun({ files: heldFiles(files), needsReport: true }, portsOf(csv));
}
