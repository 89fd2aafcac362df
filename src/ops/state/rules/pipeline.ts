import { spell } from '../../figure-words.ts';
import { soundAmount } from '../../sound.ts';
import { anyOf } from '../../truth.ts';
import type { StateFacts } from '../facts.ts';
import { above, below, within } from '../limit.ts';
import {
  type Judgement,
  judgeFigure,
  type Limit,
  oldestSample,
  type Rule,
  type RuleLines,
  truthOfFigure,
} from '../rule.ts';
import { successRate } from '../success-rate.ts';

/** How many runs succeed and how long they take (manual §0, §2, §9.5). */
export const PIPELINE_RULES: readonly Rule[] = [
  {
    id: 'O1_SUCCESS_LT_70',
    state: 'ORANGE',
    origin: 'manual §0, §2',
    signals: ['runs_7d', 'success_7d'],
    judge: ({ pipeline }, { thresholds }) => judgeRate(pipeline, below(thresholds.success_critical_pct, ' %')),
  },
  {
    id: 'Y1_SUCCESS_70_90',
    state: 'YELLOW',
    origin: 'manual §0, §2',
    signals: ['runs_7d', 'success_7d'],
    judge: ({ pipeline }, { thresholds }) =>
      judgeRate(pipeline, within(thresholds.success_critical_pct, thresholds.success_warning_pct, ' %')),
  },
  {
    id: 'Y6_LATENCY',
    state: 'YELLOW',
    origin: 'manual §2, §9.5',
    signals: ['latency_ratio', 'run_hours'],
    judge: judgeLatency,
  },
];

function judgeRate({ runs7d, success7d }: StateFacts['pipeline'], limit: Limit): Judgement {
  const tell = (rate: number) =>
    runs7d.known && success7d.known
      ? `${spell(rate)} % of runs succeeded in 7 d (${Math.round(success7d.value)} of ${Math.round(runs7d.value)})`
      : `${spell(rate)} %`;
  return judgeFigure(successRate(runs7d, success7d), limit, tell);
}

/** Slow by its past or slow by the clock; a duration that nobody measures decides nothing. */
function judgeLatency({ pipeline }: StateFacts, { thresholds }: RuleLines): Judgement {
  const ratio = {
    reading: soundAmount(pipeline.latencyRatio, 'latency_ratio'),
    limit: above(thresholds.latency_warning_ratio, ' times the p95'),
    tell: (value: number) => `${spell(value)} times the p95`,
  };
  const hours = {
    reading: pipeline.runHours === null ? null : soundAmount(pipeline.runHours, 'run_hours'),
    limit: above(thresholds.run_hours, ' h'),
    tell: (value: number) => `longest run ${spell(value)} h`,
  };
  const measured = [ratio, hours].flatMap(({ reading, ...line }) => (reading === null ? [] : [{ reading, ...line }]));
  return {
    truth: anyOf(measured.map(({ reading, limit }) => truthOfFigure(reading, limit))),
    found: measured.map(({ reading, tell }) => (reading.known ? tell(reading.value) : reading.words)).join('; '),
    limit: measured.map(({ limit }) => limit.words).join(', or '),
    sampledAt: oldestSample(measured.map(({ reading }) => reading)),
  };
}
