import { STATES } from '../../state/state.ts';
import type { Thresholds } from '../../thresholds.ts';
import { recordOf } from '../signal-records.ts';
import { stateNumber, TRUTH } from '../state-record.ts';
import type { Panel } from './panel.ts';
import { above, fallsBelow, risesAbove, risesFrom, stepsOf } from './steps.ts';

const COLOURS = { RED: 'red', ORANGE: 'orange', YELLOW: 'yellow', GREEN: 'green' } as const;

/** How the whole house is, and its infrastructure and pipelines (manual §0, §2, §9.5). */
export function platformPanels(lines: Thresholds): readonly Panel[] {
  return [...statePanels(), ...infraPanels(lines), ...pipelinePanels(lines)];
}

function statePanels(): readonly Panel[] {
  return [
    {
      title: 'State',
      description: 'Worst rule that is true, and never better than what is unknown allows (manual §0).',
      kind: 'stat',
      targets: [{ expr: 'conclave:state', legend: 'state' }],
      unit: 'none',
      steps: stepsOf('green', ['yellow', 1], ['orange', 2], ['red', 3]),
      words: Object.fromEntries(
        STATES.map((state) => [String(stateNumber(state)), { text: state, color: COLOURS[state] }]),
      ),
    },
    {
      title: 'What nobody can judge',
      description: 'Rules whose signals are missing, stale or impossible; unknown is never healthy (manual §13.5).',
      kind: 'table',
      targets: [{ expr: 'group by (rule, state) (ALERTS{truth="unknown", alertstate="firing"})', legend: '{{rule}}' }],
      unit: 'none',
      steps: stepsOf('blue'),
      width: 16,
    },
    {
      title: 'Rules of the state',
      description: 'Each rule while it is true; where a line is empty, nobody knew.',
      kind: 'state-timeline',
      targets: [{ expr: TRUTH, legend: '{{rule}}' }],
      unit: 'none',
      steps: stepsOf('green', ['red', 1]),
      words: { 0: { text: 'not so', color: 'green' }, 1: { text: 'true', color: 'red' } },
      width: 24,
    },
  ];
}

function infraPanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Critical pods that are down',
      description: 'One is enough for RED (manual §0).',
      kind: 'stat',
      targets: [{ expr: recordOf('pods_down'), legend: 'pods' }],
      unit: 'none',
      steps: stepsOf('green', ['red', 1]),
    },
    {
      title: 'Fullest volume',
      description: `Full above ${lines.pvc_pct} %, over below ${lines.pvc_clear_pct} % (manual §2, §9.4).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('pvc_pct'), legend: 'PVC' }],
      unit: 'percent',
      steps: above(lines.pvc_pct, 'red'),
    },
    {
      title: 'OOMKills in 24 h',
      description: `Warning from ${lines.oom_warning}, critical above ${lines.oom_critical} (manual §2).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('oom_24h'), legend: 'OOMKills' }],
      unit: 'none',
      steps: risesFrom(lines.oom_warning, lines.oom_critical),
    },
    {
      title: 'CPU',
      description: `Warning above ${lines.cpu_warning_pct} %, saturated above ${lines.cpu_critical_pct} % (manual §2, §7).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('cpu_pct'), legend: 'CPU' }],
      unit: 'percent',
      steps: risesAbove(lines.cpu_warning_pct, lines.cpu_critical_pct),
    },
  ];
}

function pipelinePanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Runs that succeeded in 7 d',
      description: `Degraded below ${lines.success_critical_pct} %, warning up to ${lines.success_warning_pct} % (manual §0, §2).`,
      kind: 'timeseries',
      targets: [{ expr: 'conclave:success_rate_pct', legend: 'success' }],
      unit: 'percent',
      steps: fallsBelow(lines.success_critical_pct, lines.success_warning_pct),
    },
    {
      title: 'Duration over the p95',
      description: `Warning above ${lines.latency_warning_ratio}, critical above ${lines.latency_critical_ratio} (manual §2).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('latency_ratio'), legend: 'ratio' }],
      unit: 'none',
      steps: risesAbove(lines.latency_warning_ratio, lines.latency_critical_ratio),
    },
    {
      title: 'Longest run',
      description: `Too long above ${lines.run_hours} h (manual §9.5).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('run_hours'), legend: 'longest run' }],
      unit: 'h',
      steps: above(lines.run_hours, 'yellow'),
    },
    {
      title: 'Minutes without progress',
      description: `A running job is stuck above ${lines.stuck_minutes} min (manual §17.5).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('minutes_without_progress'), legend: 'running job' }],
      unit: 'm',
      steps: above(lines.stuck_minutes, 'red'),
    },
  ];
}
