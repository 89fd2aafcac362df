import type { Thresholds } from '../../thresholds.ts';
import { recordOf } from '../signal-records.ts';
import { ofCryptos } from './of-cryptos.ts';
import type { Panel } from './panel.ts';
import { fallsBelow, risesFrom, stepsOf } from './steps.ts';

/** What the strategies bring and how their trades end (manual §2, §7, §14). */
export function tradingPanels(lines: Thresholds): readonly Panel[] {
  return [...sortinoPanels(lines), ...exitPanels(lines)];
}

function sortinoPanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Sortino ratio of the last run',
      description: `Negative is critical, up to ${lines.sortino_ok} weak (manual §2, §7).`,
      kind: 'bargauge',
      targets: [ofCryptos('conclave:sortino:last')],
      unit: 'none',
      steps: fallsBelow(0, lines.sortino_ok),
      width: 12,
    },
    {
      title: 'Sortino ratio of each run',
      description: `Negative in ${lines.sortino_negative_runs} of the last ${lines.sortino_window_runs} runs recurs (manual §0).`,
      kind: 'timeseries',
      targets: [ofCryptos(recordOf('sortino'), '{{crypto}} {{run}}')],
      unit: 'none',
      steps: fallsBelow(0, lines.sortino_ok),
      width: 12,
    },
  ];
}

function exitPanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Exits by stop-loss',
      description: `Warning from ${lines.sl_warning_pct} %, perhaps too tight above ${lines.sl_critical_pct} % (manual §2, §7).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('sl_pct'))],
      unit: 'percent',
      steps: risesFrom(lines.sl_warning_pct, lines.sl_critical_pct),
    },
    {
      title: 'Exits by take-profit',
      description: `Perhaps too ambitious below ${lines.tp_critical_pct} % (manual §7).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('tp_pct'))],
      unit: 'percent',
      steps: stepsOf('red', ['green', lines.tp_critical_pct]),
    },
    {
      title: 'Exits by timeout',
      description: `Warning from ${lines.timeout_warning_pct} %, horizon perhaps too short above ${lines.timeout_critical_pct} % (manual §2, §7).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('timeout_pct'))],
      unit: 'percent',
      steps: risesFrom(lines.timeout_warning_pct, lines.timeout_critical_pct),
    },
    {
      title: 'Trades of the last run',
      description: 'A run without trades has no Sortino ratio.',
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('n_trades'))],
      unit: 'none',
      steps: stepsOf('red', ['green', 1]),
      width: 24,
    },
  ];
}
