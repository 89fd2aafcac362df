import type { DataManifest } from '../../data/manifest.ts';
import type { Summary } from '../../metrics/summary.ts';
import { formatCount } from '../figures/amount.ts';
import { keyFigures } from '../figures/figure-line.ts';
import { runWarnings } from '../figures/run-warnings.ts';
import { verdictLines } from '../figures/verdict-line.ts';
import { weakerNotice } from '../figures/wall-line.ts';
import type { TestVerdict } from '../test-report.ts';
import type { Candles } from './candles.ts';
import { escapeHtml, inlineJson, policySource } from './html.ts';
import { pageScript } from './page-script.ts';
import type { ReportCurves } from './report-book.ts';
import { reportData } from './report-data.ts';
import { type LookedAt, renderLookedAt } from './report-findings.ts';
import {
  renderDataTable,
  renderFigureTables,
  renderMonthTable,
  renderSymbolTable,
  renderTradeTable,
} from './report-tables.ts';

/** What a report tells of one run. */
export interface Report extends LookedAt {
  readonly summary: Summary;
  readonly curves: ReportCurves;
  /** One for each symbol. */
  readonly candles: readonly Candles[];
  /** How the files of market data were read. */
  readonly manifests: readonly DataManifest[];
  /** What it begins with; null where nothing is held against the run. */
  readonly verdict?: TestVerdict | null;
}

/** What a page is made of beside its content: the charting library and the style. */
export interface ReportAssets {
  readonly library: string;
  readonly style: string;
}

/**
 * `report.html`: one page that needs no other file and asks no network, with the same bytes for the same input. Its
 * content security policy allows exactly the scripts and the style that are in it.
 */
export function renderReport(report: Report, { library, style }: ReportAssets): string {
  const title = `Backtest of ${report.summary.data.map(({ symbol }) => symbol).join(', ')}`;
  const [code, draw] = [endsNoElement(library), endsNoElement(pageScript())];
  const policy = [
    "default-src 'none'",
    `script-src ${policySource(code)} ${policySource(draw)}`,
    `style-src ${policySource(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    renderBody(title, report),
    `<script type="application/json" id="report-data">${inlineJson(reportData(report.curves, report.candles))}</script>`,
    `<script>${code}</script>`,
    `<script>${draw}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** A library may hold the words that end a script element in a text of its own; in JavaScript the two spell the same. */
function endsNoElement(code: string): string {
  return code.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
}

function renderBody(title: string, report: Report): string {
  const { summary, curves, wall, verdict = null } = report;
  const notice = weakerNotice(wall);
  return [
    `<header>${notice === null ? '' : `<p class="warning">${escapeHtml(notice)}</p>\n`}<h1>${escapeHtml(title)}</h1>`,
    ...(verdict === null ? [] : [renderVerdict(verdict)]),
    `<p class="statement">${escapeHtml(summary.honesty.statement)}</p>`,
    ...runWarnings(summary).map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`),
    renderTiles(summary),
    '</header>',
    '<main>',
    '<noscript><p class="warning">The charts need scripts; every figure stands in the tables.</p></noscript>',
    section('Equity and drawdown', '<div class="chart" id="equity-chart" tabindex="0" role="img"></div>'),
    section('Trades on price', renderPrice(report)),
    section('Months', renderMonthTable(summary)),
    section('Figures', `${renderFigureTables(summary)}\n${renderSymbolTable(summary)}`),
    section('Checks and proofs', renderLookedAt(report)),
    section('Ground', renderGround(report)),
    folded('Trades', renderTradeTable(curves.trades, curves.tradeCount)),
    '</main>',
    renderFooter(summary),
  ].join('\n');
}

/** On the first screen, before any figure. */
function renderVerdict(verdict: TestVerdict): string {
  const { title, first, others } = verdictLines(verdict);
  const words = `<strong>${escapeHtml(title)}</strong>${first === null ? '' : `: ${escapeHtml(first)}`}`;
  const list = others.map((each) => `<li class="words">${escapeHtml(each)}</li>`).join('\n');
  return `<div class="verdict ${verdict.answer}"><p class="words">${words}</p>${others.length === 0 ? '' : `\n<ul>${list}</ul>`}</div>`;
}

function section(title: string, content: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}

function folded(title: string, content: string): string {
  return `<details><summary>${escapeHtml(title)}</summary>\n${content}\n</details>`;
}

function renderTiles(summary: Summary): string {
  const tiles = keyFigures().map(
    ({ label, text }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text(summary))}</dd></div>`,
  );
  return `<dl class="tiles">${tiles.join('')}</dl>`;
}

function renderPrice({ candles, curves }: Report): string {
  const options = candles.map(({ symbol }, at) => `<option value="${at}">${escapeHtml(symbol)}</option>`).join('');
  const joined = candles
    .filter(({ barsPerCandle }) => barsPerCandle > 1)
    .map(({ symbol, barsPerCandle }) => `${symbol}: ${formatCount(barsPerCandle)} bars in each candle.`);
  const cut = curves.tradeCount - curves.trades.length;
  const notes = [...joined, ...(cut > 0 ? [`${formatCount(cut)} trades in the middle of the run are not drawn.`] : [])];
  return [
    `<p><label for="symbol">Symbol</label> <select id="symbol">${options}</select></p>`,
    '<div class="chart tall" id="price-chart" tabindex="0" role="img"></div>',
    '<p class="legend"><span class="buy">▲ long entry</span> <span class="sell">▼ short entry</span>',
    '<span class="win">● exit with profit</span> <span class="loss">■ exit with loss</span></p>',
    notes.length === 0 ? '' : `<p class="note">${escapeHtml(notes.join(' '))}</p>`,
    '<p class="note keys">With a chart in focus: arrow keys move, + and - zoom, Home shows all. Times are UTC.</p>',
  ].join('\n');
}

function renderGround({ summary, manifests }: Report): string {
  const { config, correlation_id, seed, returns_basis, returns, periods_per_year } = summary;
  const basis = `Returns are taken once a ${returns_basis}: ${formatCount(returns)} of them, P = ${
    periods_per_year === null ? 'n/a' : periods_per_year.toFixed(2)
  } in a year.`;
  return [
    `<p>Seed ${seed}, correlation id <code>${escapeHtml(correlation_id)}</code>. ${escapeHtml(basis)}</p>`,
    renderDataTable(summary),
    folded('Configuration', preformatted(config)),
    manifests.length === 0 ? '' : folded('How the market data was read', preformatted(manifests)),
  ].join('\n');
}

function preformatted(value: unknown): string {
  return `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
}

function renderFooter({ correlation_id }: Summary): string {
  return [
    `<footer><p>Conclave backtest <code>${escapeHtml(correlation_id)}</code>. A simulation of the past; it promises nothing.</p>`,
    '<p>Charts: <a href="https://www.tradingview.com/" rel="noreferrer noopener">TradingView</a> Lightweight Charts™,',
    'Copyright (c) 2026 TradingView, Inc., Apache License 2.0.</p></footer>',
  ].join('\n');
}
