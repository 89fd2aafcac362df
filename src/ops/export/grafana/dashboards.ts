import type { Thresholds } from '../../thresholds.ts';
import { lifeCyclePanels } from './life-cycle-panels.ts';
import { mlPanels } from './ml-panels.ts';
import { DATASOURCE, layOut, type Panel } from './panel.ts';
import { platformPanels } from './platform-panels.ts';
import { tradingPanels } from './trading-panels.ts';

/** A dashboard as Grafana imports it. */
export interface GrafanaDashboard {
  /** Stays the same, so that an import replaces what stood there. */
  readonly uid: string;
  /** `conclave-platform.json`. */
  readonly fileName: string;
  /** JSON, equal bytes for equal thresholds. */
  readonly text: string;
}

interface Theme {
  readonly name: 'platform' | 'ml' | 'trading' | 'life-cycle';
  readonly title: string;
  readonly hasCryptos: boolean;
  readonly panels: (lines: Thresholds) => readonly Panel[];
}

const THEMES: readonly Theme[] = [
  { name: 'platform', title: 'Conclave: platform', hasCryptos: false, panels: platformPanels },
  { name: 'ml', title: 'Conclave: ML', hasCryptos: true, panels: mlPanels },
  { name: 'trading', title: 'Conclave: trading', hasCryptos: true, panels: tradingPanels },
  { name: 'life-cycle', title: 'Conclave: life-cycle', hasCryptos: true, panels: lifeCyclePanels },
];

/**
 * Four dashboards over the series that `prometheusRules` records: platform with the state, ML, trading and life-cycle
 * (manual §2, and what §14 misses in Grafana). Thresholds stand in them as steps; no address does.
 */
export function grafanaDashboards(thresholds: Thresholds): readonly GrafanaDashboard[] {
  return THEMES.map((theme) => {
    const uid = `conclave-${theme.name}`;
    return { uid, fileName: `${uid}.json`, text: `${JSON.stringify(written(theme, uid, thresholds), null, 2)}\n` };
  });
}

function written({ title, panels, hasCryptos }: Theme, uid: string, thresholds: Thresholds): object {
  return {
    uid,
    title,
    description: 'Made by `conclave ops dashboards`; change .github/conclave.yml and make it anew.',
    tags: ['conclave'],
    schemaVersion: 39,
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-7d', to: 'now' },
    timezone: 'utc',
    links: [
      {
        type: 'dashboards',
        title: 'Conclave',
        tags: ['conclave'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      },
    ],
    templating: { list: [CHOICE_OF_SOURCE, ...(hasCryptos ? [CHOICE_OF_CRYPTOS] : [])] },
    annotations: { list: [] },
    panels: layOut(panels(thresholds)),
  };
}

const CHOICE_OF_SOURCE = {
  name: 'datasource',
  label: 'Prometheus',
  type: 'datasource',
  query: 'prometheus',
  multi: false,
  includeAll: false,
};

const ALL_CRYPTOS = 'label_values({__name__=~"conclave:.+", crypto!=""}, crypto)';

const CHOICE_OF_CRYPTOS = {
  name: 'crypto',
  label: 'Crypto',
  type: 'query',
  datasource: DATASOURCE,
  definition: ALL_CRYPTOS,
  query: { query: ALL_CRYPTOS, refId: 'cryptos' },
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
};
