import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readReportAssets } from '../../../src/adapters/program-files/report-assets.ts';
import { gatherCandles } from '../../../src/backtest/artefacts/report/candles.ts';
import { pageScript } from '../../../src/backtest/artefacts/report/page-script.ts';
import { reportData } from '../../../src/backtest/artefacts/report/report-data.ts';
import { type Report, renderReport } from '../../../src/backtest/artefacts/report/report-page.ts';
import { openFakePage } from './fake-page.ts';
import { CHECKS, GOLDEN, HOSTILE, INSPECTION, PROOFS, sampleSummary, WALL, WEAKER_WALL } from './sample-summary.ts';
import { runTiny } from './tiny-run.ts';

const assets = { library: 'window.LightweightCharts = {};', style: 'body{margin:0}' };
const { book, bars } = runTiny();

function report(symbol = 'AB'): Report {
  const summary = sampleSummary();
  const curves = book.curves();
  return {
    summary: { ...summary, data: summary.data.map((each) => ({ ...each, symbol })) },
    curves: { ...curves, trades: curves.trades.map((trade) => ({ ...trade, symbol })) },
    candles: [{ ...gatherCandles(bars, 3000), symbol }],
    checks: CHECKS,
    proofs: PROOFS,
    wall: WALL,
    manifests: [],
  };
}

describe('report.html', () => {
  it('has the same bytes for the same run', () => {
    expect(renderReport(report(), assets)).toBe(renderReport(report(), assets));
  });

  it('allows exactly the scripts and the style that it holds, and nothing from elsewhere', () => {
    const html = renderReport(report(), { ...assets, library: 'const text = "</script><!--";' });

    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text);
    expect(scripts).toHaveLength(2);
    expect(scripts[0]).toBe('const text = "<\\/script><\\!--";');
    expect(policy).toBe(
      `default-src 'none'; script-src ${scripts.map(sourceOf).join(' ')}; style-src ${styles.map(sourceOf).join(' ')}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/ style="| on\w+="| src="|<link|<iframe|@import|url\(/);
  });

  it('begins with what the wall lacked', () => {
    const html = renderReport({ ...report(), wall: WEAKER_WALL }, assets);

    expect(html).toContain(
      '<header><p class="warning">Weaker wall: memory was not limited, allowed by --allow-weaker memory.</p>\n<h1>',
    );
    expect(renderReport(report(), assets)).not.toContain('Weaker wall');
  });

  it('says that it fails and why before any figure, as text', () => {
    const verdict = { answer: 'fail' as const, reasons: ['A later bar was seen', HOSTILE], unproven: [], open: [] };

    const html = renderReport({ ...report(), verdict }, assets);

    const block =
      '<div class="verdict fail"><p class="words"><strong>⛔ Backtest fails</strong>: A later bar was seen</p>';
    expect(html.indexOf(block)).toBeGreaterThan(html.indexOf('<h1>'));
    expect(html.indexOf(block)).toBeLessThan(html.indexOf('<p class="statement">'));
    expect(html).toContain('<li class="words">✗ &lt;/script&gt;');
    expect(renderReport(report(), assets)).not.toContain('class="verdict');
  });

  it('shows what the inspection found, failing ones first, five at once and the rest folded, as text', () => {
    const checks = INSPECTION.checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({ ...finding, message: HOSTILE })),
    }));

    const html = renderReport({ ...report(), golden: GOLDEN, inspection: { ...INSPECTION, checks } }, assets);

    const labels = [...html.matchAll(/<th scope="row">([^<]*)<\/th><td><span class="(fail|pass|not_\w+)">/g)];
    const inspected = labels.map(([, label = '', answer]) => `${label}: ${answer}`).slice(-6);
    expect(inspected).toEqual([
      'flake8: fail',
      'bandit: fail',
      'the strategy&#39;s own tests: fail',
      'mypy: not_proven',
      'structure: pass',
      'secrets: not_applicable',
    ]);
    expect(html).toContain('<details><summary>2 more findings</summary>\n<ul><li class="words">tests/test_cross.py');
    expect(html).toContain('scenario golden/fast.yml');
    expect(html).not.toContain('<img src=x');
  });

  it('holds text of others as text: in tables, in the configuration, in the data of the charts', () => {
    const calm = report();
    const summary = sampleSummary({ params: { note: HOSTILE } });
    const trades = calm.curves.trades.map((trade) => ({ ...trade, comment: HOSTILE }));
    const hostile: Report = {
      ...report(HOSTILE),
      summary: { ...summary, honesty: { ...summary.honesty, statement: HOSTILE } },
      curves: { ...calm.curves, trades },
      checks: [{ id: 'fees', answer: 'fail', evidence: [HOSTILE] }],
    };

    const html = renderReport(hostile, assets);

    expect(html.match(/<script/g)).toHaveLength(3);
    expect(html).not.toContain('<img');
    expect(dataOf(html)).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(dataOf(html))).toEqual(reportData(hostile.curves, hostile.candles));
  });

  it('says when trades are not drawn and bars are joined', () => {
    const calm = report();
    const curves = { ...calm.curves, tradeCount: 5000 };

    const html = renderReport({ ...calm, curves, candles: [gatherCandles(bars, 3)] }, assets);

    expect(html).toContain('AB: 3 bars in each candle. 4,998 trades in the middle of the run are not drawn.');
  });

  it('has every figure, check, month and trade in tables, for readers without scripts', () => {
    const html = renderReport(report(), assets);

    expect(html).toContain('>+23.46 %</td>');
    expect(html).toContain('<span class="heat heat-up-4">+7.12</span>');
    expect(html).toContain('<span class="heat heat-down-3">-3.33</span>');
    expect(html).toContain('All 186 fills paid 4 basis points.');
    expect(html).toContain('<td>2024-01-31T21:00:00.000Z</td>');
    expect(html).toContain('https://www.tradingview.com/');
  });
});

describe('the script of the page', () => {
  it('draws equity, drawdown and the trades of the chosen symbol, and takes keys', () => {
    const one = gatherCandles(bars, 3000);
    const data = reportData(book.curves(), [one, { ...one, symbol: 'CD', time: one.time.slice(0, 4) }]);

    const page = openFakePage(pageScript(), JSON.stringify(data));

    expect(page.seriesLengths()).toEqual([7, 7, 7]);
    expect(page.markers()).toHaveLength(4);
    page.choose('1');
    expect(page.seriesLengths()).toEqual([7, 7, 4]);
    expect(page.markers()).toEqual([]);
    page.press('equity-chart', 'ArrowRight');
    expect(page.visibleRange()).toEqual({ from: 10, to: 110 });
    expect(page.label('price-chart')).toBe('Prices of CD with 0 entries and exits.');
  });

  it('asks the charting library for what it has', async () => {
    const { library } = await readReportAssets();

    const found = ['createChart', 'createSeriesMarkers', 'BaselineSeries', 'CandlestickSeries', 'LineSeries'].filter(
      (name) => new RegExp(`[{,]${name}:`).test(library),
    );

    expect(found).toHaveLength(5);
    for (const name of found) expect(pageScript()).toContain(name);
  });
});

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function dataOf(html: string): string {
  return /<script type="application\/json" id="report-data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
}
