import type { Step } from './steps.ts';

/** What one panel shows. */
export interface Panel {
  readonly title: string;
  /** What it is compared with, and where the line is from. */
  readonly description: string;
  readonly kind: 'stat' | 'timeseries' | 'bargauge' | 'state-timeline' | 'table';
  readonly targets: readonly Target[];
  /** A unit of Grafana: `percent`, `d`, `h`, `none`. */
  readonly unit: string;
  readonly steps: readonly Step[];
  /** Words for figures, by figure. */
  readonly words?: Readonly<Record<string, Word>>;
  /** Columns of 24; 8 where it is left out. */
  readonly width?: number;
  /** Whether the name of a series is shown in place of its figure. */
  readonly isNamed?: boolean;
}

/** A word that stands for a figure. */
export interface Word {
  readonly text: string;
  readonly color: string;
}

/** A query and how its series are called. */
export interface Target {
  readonly expr: string;
  readonly legend: string;
}

const COLUMNS = 24;
const HEIGHT = 8;
const USUAL_WIDTH = 8;

/** Whoever imports a dashboard chooses the Prometheus; no address stands in it. */
export const DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;

/** Sets panels into lines from left to right and writes them as Grafana reads them. */
export function layOut(panels: readonly Panel[]): readonly object[] {
  let x = 0;
  let y = 0;
  return panels.map((panel, index) => {
    const width = panel.width ?? USUAL_WIDTH;
    if (x + width > COLUMNS) {
      x = 0;
      y += HEIGHT;
    }
    const place = { x, y, w: width, h: HEIGHT };
    x += width;
    return { id: index + 1, gridPos: place, ...written(panel) };
  });
}

function written({ title, description, kind, targets, isNamed = false, ...fields }: Panel): object {
  return {
    type: kind,
    title,
    description,
    datasource: DATASOURCE,
    targets: targets.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend,
      ...(kind !== 'timeseries' && kind !== 'state-timeline' && { instant: true, range: false }),
      ...(kind === 'table' && { format: 'table' }),
    })),
    fieldConfig: { defaults: defaultsOf(kind, fields), overrides: [] },
    options: optionsOf(kind, isNamed),
  };
}

/** What nobody knows is told as unknown and drawn in no colour of health; a gap stays a gap. */
function defaultsOf(kind: Panel['kind'], { unit, steps, words = {} }: Pick<Panel, 'unit' | 'steps' | 'words'>): object {
  const named = Object.fromEntries(
    Object.entries(words).map(([figure, { text, color }], index) => [figure, { text, color, index }]),
  );
  return {
    unit,
    noValue: 'unknown',
    color: { mode: kind === 'timeseries' ? 'palette-classic' : 'thresholds' },
    mappings: [
      ...(Object.keys(named).length === 0 ? [] : [{ type: 'value', options: named }]),
      { type: 'special', options: { match: 'null+nan', result: { text: 'unknown', color: 'purple', index: 99 } } },
    ],
    thresholds: { mode: 'absolute', steps },
    ...(kind === 'timeseries' && { custom: { thresholdsStyle: { mode: 'line' }, spanNulls: false } }),
  };
}

function optionsOf(kind: Panel['kind'], isNamed: boolean): object {
  const last = { reduceOptions: { calcs: ['last'], fields: '', values: false } };
  switch (kind) {
    case 'stat':
      return { ...last, colorMode: 'background', graphMode: 'none', textMode: isNamed ? 'name' : 'auto' };
    case 'bargauge':
      return { ...last, orientation: 'horizontal', displayMode: 'basic' };
    case 'timeseries':
      return { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } };
    case 'state-timeline':
      return { mergeValues: true, showValue: 'never' };
    case 'table':
      return { showHeader: true };
    default:
      return kind satisfies never;
  }
}
