(() => {
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const { createChart, createSeriesMarkers, BaselineSeries, CandlestickSeries, LineSeries } = window.LightweightCharts;
  const frames = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /** A chart in its element, with keys; `paint` is called again whenever the colours change. */
  const openFrame = (id, words) => {
    const element = document.getElementById(id);
    element.setAttribute('aria-label', words);
    const chart = createChart(element, {
      autoSize: true,
      layout: { attributionLogo: false },
      localization: { locale: 'en-GB', dateFormat: 'yyyy-MM-dd' },
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
      timeScale: { timeVisible: true, secondsVisible: false, minBarSpacing: 0.001 },
    });
    element.addEventListener('keydown', (event) => steer(chart.timeScale(), event));
    const frame = { chart, element, paint: () => {} };
    frames.push(frame);
    return frame;
  };

  const steer = (scale, event) => {
    const range = scale.getVisibleLogicalRange();
    if (range === null) return;
    const span = range.to - range.from;
    const moves = {
      ArrowLeft: [-span / 10, -span / 10],
      ArrowRight: [span / 10, span / 10],
      '+': [span / 5, -span / 5],
      '-': [-span / 4, span / 4],
    };
    if (event.key === 'Home') scale.fitContent();
    else if (event.key in moves) {
      const [from, to] = moves[event.key];
      scale.setVisibleLogicalRange({ from: range.from + from, to: range.to + to });
    } else return;
    event.preventDefault();
  };

  const paintAll = () => {
    for (const { chart, paint } of frames) {
      const line = { color: colour('line') };
      chart.applyOptions({
        layout: {
          background: { color: colour('paper') },
          textColor: colour('ink'),
          panes: { separatorColor: colour('line') },
        },
        grid: { vertLines: line, horzLines: line },
        timeScale: { borderColor: colour('line') },
        rightPriceScale: { borderColor: colour('line') },
      });
      paint();
    }
  };

  const curve = ({ time, value }) => time.map((at, index) => ({ time: at, value: value[index] }));

  const drawEquity = () => {
    const { value } = data.equity;
    const words =
      value.length === 0
        ? 'No equity was recorded.'
        : `Equity from ${value[0]} to ${value.at(-1)}; deepest drawdown ${(Math.min(...data.drawdown.value) * 100).toFixed(2)} %.`;
    const frame = openFrame('equity-chart', words);
    const equity = frame.chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false });
    const percent = { type: 'custom', minMove: 0.0001, formatter: (share) => `${(share * 100).toFixed(2)} %` };
    const baseValue = { type: 'price', price: 0 };
    const options = { lineWidth: 1, priceLineVisible: false, priceFormat: percent, baseValue };
    const drawdown = frame.chart.addSeries(BaselineSeries, options, 1);
    equity.setData(curve(data.equity));
    drawdown.setData(curve(data.drawdown));
    drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.05, bottom: 0.1 } });
    frame.chart.panes()[0].setStretchFactor(3);
    frame.chart.panes()[1].setStretchFactor(1);
    frame.paint = () => {
      equity.applyOptions({ color: colour('accent') });
      const down = colour('down');
      drawdown.applyOptions({
        topLineColor: down,
        bottomLineColor: down,
        bottomFillColor1: `${down}22`,
        bottomFillColor2: `${down}66`,
      });
    };
    frame.chart.timeScale().fitContent();
  };

  const markerLooks = {
    buy: { position: 'belowBar', shape: 'arrowUp', colour: 'accent' },
    sell: { position: 'aboveBar', shape: 'arrowDown', colour: 'warn' },
    win: { position: 'atPriceMiddle', shape: 'circle', colour: 'up' },
    loss: { position: 'atPriceMiddle', shape: 'square', colour: 'down' },
  };

  const drawPrice = () => {
    const frame = openFrame('price-chart', '');
    const series = frame.chart.addSeries(CandlestickSeries, { borderVisible: false, priceLineVisible: false });
    const markers = createSeriesMarkers(series, []);
    const select = document.getElementById('symbol');
    const chosen = () => data.symbols[Number(select.value)] ?? data.symbols[0];
    const place = () => {
      const { time, markers: given } = chosen();
      markers.setMarkers(
        given.map(({ at, what, price, id }) => {
          const { position, shape, colour: name } = markerLooks[what];
          return { time: time[at], position, shape, price, id, color: colour(name), size: 1 };
        }),
      );
    };
    const show = () => {
      const { symbol, time, open, high, low, close, markers: given } = chosen();
      const least = Math.max(1e-8, 10 ** Math.floor(Math.log10(Math.max(1e-8, ...close) / 1e5)));
      const digits = Math.min(8, Math.max(0, -Math.round(Math.log10(Math.min(0.01, least)))));
      series.applyOptions({ priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits } });
      series.setData(
        time.map((at, index) => ({
          time: at,
          open: open[index],
          high: high[index],
          low: low[index],
          close: close[index],
        })),
      );
      place();
      frame.element.setAttribute('aria-label', `Prices of ${symbol} with ${given.length} entries and exits.`);
      frame.chart.timeScale().fitContent();
    };
    frame.paint = () => {
      const [up, down] = [colour('up'), colour('down')];
      series.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
      place();
    };
    select.addEventListener('change', show);
    show();
  };

  drawEquity();
  if (data.symbols.length > 0) drawPrice();
  paintAll();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paintAll);
  window.addEventListener('beforeprint', paintAll);
  window.addEventListener('afterprint', paintAll);
})();
