import { spell, spellCount } from '../figure-words.ts';
import { soundAge, soundAmount, soundCount, soundPercent, soundWhole } from '../sound.ts';
import type { StateFacts } from '../state/facts.ts';
import { above, below, within } from '../state/limit.ts';
import { successRate } from '../state/success-rate.ts';
import type { Thresholds } from '../thresholds.ts';
import { type Grade, grade, worstGrade } from './grade.ts';

/** Pods, volumes, memory and processors as one signal. */
export function gradeInfra({ infra }: StateFacts, lines: Thresholds): Grade {
  return worstGrade([
    gradePods(infra.podsDown),
    grade(
      soundPercent(infra.pvcPct, 'pvc_pct'),
      { warning: null, critical: above(lines.pvc_pct, ' %') },
      (value) => `PVC ${spell(value)} %`,
    ),
    grade(
      soundCount(infra.oom24h, 'oom_24h'),
      { warning: within(lines.oom_warning, lines.oom_critical), critical: above(lines.oom_critical) },
      (value) => `${spellCount(value, 'OOMKill')} in 24 h`,
    ),
    grade(
      soundPercent(infra.cpuPct, 'cpu_pct'),
      { warning: above(lines.cpu_warning_pct, ' %'), critical: above(lines.cpu_critical_pct, ' %') },
      (value) => `CPU ${spell(value)} %`,
    ),
  ]);
}

function gradePods(podsDown: StateFacts['infra']['podsDown']): Grade {
  const limit = 'a critical pod is down';
  if (!podsDown.known) return { level: 'unknown', found: podsDown.words, limit };
  if (podsDown.value.length === 0) return { level: 'ok', found: 'all critical pods are up', limit };
  return { level: 'critical', found: `down: ${podsDown.value.join(', ')}`, limit };
}

/** Percent of runs that succeeded in 7 days. */
export function gradeSuccess({ pipeline }: StateFacts, lines: Thresholds): Grade {
  return grade(
    successRate(pipeline.runs7d, pipeline.success7d),
    {
      warning: within(lines.success_critical_pct, lines.success_warning_pct, ' %'),
      critical: below(lines.success_critical_pct, ' %'),
    },
    (rate) => `${spell(rate)} %`,
  );
}

/** Duration over the p95 of the past. */
export function gradeLatency({ pipeline }: StateFacts, lines: Thresholds): Grade {
  return grade(
    soundAmount(pipeline.latencyRatio, 'latency_ratio'),
    {
      warning: above(lines.latency_warning_ratio, ' times the p95'),
      critical: above(lines.latency_critical_ratio, ' times the p95'),
    },
    (ratio) => `${spell(ratio)} times the p95`,
  );
}

/** Challengers that nobody promoted. */
export function gradeChallengers({ challengersPending }: StateFacts, lines: Thresholds): Grade {
  return grade(
    soundWhole(challengersPending, 'challengers_pending'),
    { warning: above(lines.challengers_warning), critical: above(lines.challengers_critical) },
    (count) => spellCount(count, 'challenger'),
  );
}

/** The age of each crypto's last useful model; the manual's §2 draws the same two lines for core and other. */
export function modelsByCrypto(
  { models }: StateFacts,
  lines: Thresholds,
): readonly { readonly crypto: string | null; readonly grade: Grade }[] {
  const ages = { warning: above(lines.core_warning_days, ' d'), critical: above(lines.core_stale_days, ' d') };
  if (!models.known) {
    return [{ crypto: null, grade: { level: 'unknown', found: models.words, limit: ages.warning.words } }];
  }
  return models.value.map((model) => ({
    crypto: model.crypto,
    grade: grade(soundAge(model.ageD, 'age_d'), ages, (days) => `${spell(days)} d`),
  }));
}
