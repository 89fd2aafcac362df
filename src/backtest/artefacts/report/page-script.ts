import type { ReportData } from './report-data.ts';

/**
 * The script of `report.html`. It runs in a browser, and only there: its functions travel as their own text, so that none
 * of them may use anything of this program beside one another and their arguments.
 */
export function pageScript(): string {
  const texts = SCRIPT.map(String);
  return `(() => {\n'use strict';\n${texts.join('\n')}\n${drawReport.name}(window);\n})();`;
}

interface PageElement {
  textContent: string;
  readonly value: string;
  setAttribute(name: string, value: string): void;
  addEventListener(name: string, listener: (event: KeyPress) => void): void;
}

interface KeyPress {
  readonly key: string;
  preventDefault(): void;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface TimeScale {
  getVisibleLogicalRange(): Range | null;
  setVisibleLogicalRange(range: Range): void;
  fitContent(): void;
}

interface Series {
  setData(rows: readonly object[]): void;
  applyOptions(options: object): void;
  priceScale(): { applyOptions(options: object): void };
}

interface Chart {
  addSeries(kind: unknown, options: object, pane?: number): Series;
  applyOptions(options: object): void;
  timeScale(): TimeScale;
  panes(): readonly { setStretchFactor(factor: number): void }[];
}

/** What the script uses of a browser and of the charting library. */
interface Page {
  readonly document: { readonly documentElement: object; getElementById(id: string): PageElement };
  readonly LightweightCharts: {
    createChart(element: PageElement, options: object): Chart;
    createSeriesMarkers(series: Series, markers: readonly object[]): { setMarkers(markers: readonly object[]): void };
    readonly BaselineSeries: unknown;
    readonly CandlestickSeries: unknown;
    readonly LineSeries: unknown;
  };
  getComputedStyle(element: object): { getPropertyValue(name: string): string };
  matchMedia(query: string): { addEventListener(name: string, listener: () => void): void };
  addEventListener(name: string, listener: () => void): void;
}

/** A chart, and how it takes its colours anew. */
interface Frame {
  readonly chart: Chart;
  readonly paint: () => void;
}

const SCRIPT = [
  drawReport,
  readColour,
  openChart,
  steerChart,
  paintChart,
  drawEquity,
  drawPrice,
  drawMarkers,
  precisionOf,
];

function drawReport(page: Page): void {
  const data = JSON.parse(page.document.getElementById('report-data').textContent) as ReportData;
  const frames = [drawEquity(page, data), ...(data.symbols.length > 0 ? [drawPrice(page, data)] : [])];
  const paintAll = (): void => {
    for (const frame of frames) paintChart(page, frame);
  };
  paintAll();
  page.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paintAll);
  page.addEventListener('beforeprint', paintAll);
  page.addEventListener('afterprint', paintAll);
}

function readColour(page: Page, name: string): string {
  return page.getComputedStyle(page.document.documentElement).getPropertyValue(`--${name}`).trim();
}

function openChart(page: Page, id: string): Chart {
  const element = page.document.getElementById(id);
  const chart = page.LightweightCharts.createChart(element, {
    autoSize: true,
    layout: { attributionLogo: false },
    localization: { locale: 'en-GB', dateFormat: 'yyyy-MM-dd' },
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
    timeScale: { timeVisible: true, secondsVisible: false, minBarSpacing: 0.001 },
  });
  element.addEventListener('keydown', (event) => steerChart(chart.timeScale(), event));
  return chart;
}

function steerChart(scale: TimeScale, event: KeyPress): void {
  const range = scale.getVisibleLogicalRange();
  if (range === null) return;
  const span = range.to - range.from;
  const moves = new Map([
    ['ArrowLeft', { from: -span / 10, to: -span / 10 }],
    ['ArrowRight', { from: span / 10, to: span / 10 }],
    ['+', { from: span / 5, to: -span / 5 }],
    ['-', { from: -span / 4, to: span / 4 }],
  ]);
  const move = moves.get(event.key);
  if (event.key === 'Home') scale.fitContent();
  else if (move !== undefined) {
    scale.setVisibleLogicalRange({ from: range.from + move.from, to: range.to + move.to });
  } else return;
  event.preventDefault();
}

function paintChart(page: Page, { chart, paint }: Frame): void {
  const color = readColour(page, 'line');
  chart.applyOptions({
    layout: {
      background: { color: readColour(page, 'paper') },
      textColor: readColour(page, 'ink'),
      panes: { separatorColor: color },
    },
    grid: { vertLines: { color }, horzLines: { color } },
    timeScale: { borderColor: color },
    rightPriceScale: { borderColor: color },
  });
  paint();
}

function drawEquity(page: Page, data: ReportData): Frame {
  const { LineSeries, BaselineSeries } = page.LightweightCharts;
  const chart = openChart(page, 'equity-chart');
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  const equity = chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false });
  const drawdown = chart.addSeries(
    BaselineSeries,
    {
      lineWidth: 1,
      priceLineVisible: false,
      priceFormat: { type: 'custom', minMove: 0.0001, formatter: percent },
      baseValue: { type: 'price', price: 0 },
    },
    1,
  );
  const rowsOf = ({ time, value }: ReportData['equity']): readonly object[] =>
    time.map((at, index) => ({ time: at, value: value[index] }));
  equity.setData(rowsOf(data.equity));
  drawdown.setData(rowsOf(data.drawdown));
  drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.05, bottom: 0.1 } });
  chart.panes()[0]?.setStretchFactor(3);
  chart.panes()[1]?.setStretchFactor(1);
  chart.timeScale().fitContent();
  const { value } = data.equity;
  const deepest = percent(Math.min(0, ...data.drawdown.value));
  const words = `Equity from ${value[0]} to ${value.at(-1)}; deepest drawdown ${deepest}.`;
  page.document.getElementById('equity-chart').setAttribute('aria-label', words);
  return {
    chart,
    paint: () => {
      const down = readColour(page, 'down');
      equity.applyOptions({ color: readColour(page, 'accent') });
      drawdown.applyOptions({ topLineColor: down, bottomLineColor: down });
      drawdown.applyOptions({ bottomFillColor1: `${down}22`, bottomFillColor2: `${down}66` });
    },
  };
}

function drawPrice(page: Page, data: ReportData): Frame {
  const { CandlestickSeries } = page.LightweightCharts;
  const chart = openChart(page, 'price-chart');
  const series = chart.addSeries(CandlestickSeries, { borderVisible: false, priceLineVisible: false });
  const markers = page.LightweightCharts.createSeriesMarkers(series, []);
  const select = page.document.getElementById('symbol');
  const chosen = (): ReportData['symbols'][number] =>
    data.symbols[Number(select.value)] as ReportData['symbols'][number];
  const show = (): void => {
    const { symbol, time, open, high, low, close, markers: given } = chosen();
    series.applyOptions({ priceFormat: precisionOf(close) });
    series.setData(
      time.map((at, index) => ({
        time: at,
        open: open[index],
        high: high[index],
        low: low[index],
        close: close[index],
      })),
    );
    markers.setMarkers(drawMarkers(page, chosen()));
    const words = `Prices of ${symbol} with ${given.length} entries and exits.`;
    page.document.getElementById('price-chart').setAttribute('aria-label', words);
    chart.timeScale().fitContent();
  };
  select.addEventListener('change', show);
  show();
  return {
    chart,
    paint: () => {
      const [up, down] = [readColour(page, 'up'), readColour(page, 'down')];
      series.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
      markers.setMarkers(drawMarkers(page, chosen()));
    },
  };
}

function drawMarkers(page: Page, { time, markers }: ReportData['symbols'][number]): readonly object[] {
  const looks = {
    buy: { position: 'belowBar', shape: 'arrowUp', name: 'accent' },
    sell: { position: 'aboveBar', shape: 'arrowDown', name: 'warn' },
    win: { position: 'atPriceMiddle', shape: 'circle', name: 'up' },
    loss: { position: 'atPriceMiddle', shape: 'square', name: 'down' },
  };
  return markers.map(({ at, what, price, id }) => {
    const { position, shape, name } = looks[what];
    return { time: time[at], position, shape, price, id, color: readColour(page, name), size: 1 };
  });
}

/** Six digits of the highest price, two decimals at least. */
function precisionOf(prices: readonly number[]): object {
  const highest = prices.reduce((high, price) => Math.max(high, price), 0);
  const digits = Math.min(8, Math.max(2, 5 - Math.floor(Math.log10(Math.max(1e-8, highest)))));
  return { type: 'price', precision: digits, minMove: 10 ** -digits };
}
