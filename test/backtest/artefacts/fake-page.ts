import { createContext, runInContext } from 'node:vm';

interface Range {
  readonly from: number;
  readonly to: number;
}

type Listener = (event: { readonly key?: string; preventDefault(): void }) => void;

/** An element as far as the script of a report uses it. */
class FakeElement {
  textContent = '';
  value = '0';
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, Listener>();

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, listener);
  }
}

/** What the script of a report did with a page and a charting library that only remember. */
export interface FakePage {
  seriesLengths(): readonly number[];
  markers(): readonly unknown[];
  visibleRange(): Range;
  label(id: string): string | undefined;
  choose(value: string): void;
  press(id: string, key: string): void;
}

/** Runs the script of a report with its data. */
export function openFakePage(script: string, data: string): FakePage {
  const elements = new Map<string, FakeElement>();
  const library = new FakeLibrary();
  const getElementById = (id: string): FakeElement => {
    const element = elements.get(id) ?? new FakeElement();
    elements.set(id, element);
    return element;
  };
  getElementById('report-data').textContent = data;
  const window = {
    LightweightCharts: library.exports(),
    matchMedia: () => ({ addEventListener: () => {} }),
    addEventListener: () => {},
    document: { getElementById, documentElement: {} },
    getComputedStyle: () => ({ getPropertyValue: () => ' #123456' }),
  };
  runInContext(script, createContext({ window }));
  const fire = (id: string, name: string, key?: string): void =>
    getElementById(id).listeners.get(name)?.({ ...(key === undefined ? {} : { key }), preventDefault: () => {} });
  return {
    seriesLengths: () => library.series.map(({ length }) => length),
    markers: () => library.markers,
    visibleRange: () => library.range,
    label: (id) => getElementById(id).attributes.get('aria-label'),
    choose: (value) => {
      getElementById('symbol').value = value;
      fire('symbol', 'change');
    },
    press: (id, key) => fire(id, 'keydown', key),
  };
}

/** Remembers what is drawn. */
class FakeLibrary {
  readonly series: { length: number }[] = [];
  markers: readonly unknown[] = [];
  range: Range = { from: 0, to: 100 };

  exports(): Readonly<Record<string, unknown>> {
    return {
      createChart: () => this.#chart(),
      createSeriesMarkers: () => ({
        setMarkers: (markers: readonly unknown[]) => {
          this.markers = markers;
        },
      }),
    };
  }

  #chart(): unknown {
    return {
      applyOptions: () => {},
      panes: () => [{ setStretchFactor: () => {} }, { setStretchFactor: () => {} }],
      addSeries: () => this.#addSeries(),
      timeScale: () => ({
        fitContent: () => {},
        getVisibleLogicalRange: () => this.range,
        setVisibleLogicalRange: (range: Range) => {
          this.range = { from: range.from, to: range.to };
        },
      }),
    };
  }

  #addSeries(): unknown {
    const drawn = { length: 0 };
    this.series.push(drawn);
    return {
      applyOptions: () => {},
      priceScale: () => ({ applyOptions: () => {} }),
      setData: ({ length }: { readonly length: number }) => {
        drawn.length = length;
      },
    };
  }
}
