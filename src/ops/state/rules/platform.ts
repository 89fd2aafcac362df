import { spell, spellCount } from '../../figure-words.ts';
import type { Reading } from '../../reading.ts';
import { soundCount, soundPercent } from '../../sound.ts';
import { truthOf } from '../../truth.ts';
import type { StateFacts } from '../facts.ts';
import { above, aboveUpTo, within } from '../limit.ts';
import { judgeFigure, oldestSample, type Rule } from '../rule.ts';

/** Pods, volumes, memory and processors (manual §0, §2, §7). */
export const PLATFORM_RULES: readonly Rule[] = [
  {
    id: 'R1_POD_DOWN',
    state: 'RED',
    origin: 'manual §0, §2',
    signals: ['pods_down'],
    judge: ({ infra: { podsDown } }) => ({
      truth: truthOf(podsDown.known ? podsDown.value.length > 0 : null),
      found: podsDown.known ? tellPods(podsDown.value) : podsDown.words,
      limit: 'a critical pod is down',
      sampledAt: oldestSample([podsDown]),
    }),
  },
  {
    id: 'R2_PVC',
    state: 'RED',
    origin: 'manual §0, read as §2 critical',
    signals: ['pvc_pct'],
    judge: ({ infra }, { thresholds }) =>
      judgeFigure(
        soundPercent(infra.pvcPct, 'pvc_pct'),
        above(thresholds.pvc_pct, ' %'),
        (value) => `PVC ${spell(value)} %`,
      ),
  },
  {
    id: 'R3_OOM_LOOP',
    state: 'RED',
    origin: 'manual §0, read as §2 critical',
    signals: ['oom_24h'],
    judge: (facts, { thresholds }) => judgeFigure(oomOf(facts), above(thresholds.oom_critical), tellOom),
  },
  {
    id: 'O5_CPU_SATURATED',
    state: 'ORANGE',
    origin: 'manual §7',
    signals: ['cpu_pct'],
    judge: (facts, { thresholds }) => judgeFigure(cpuOf(facts), above(thresholds.cpu_critical_pct, ' %'), tellCpu),
  },
  {
    id: 'Y5_OOM_1_2',
    state: 'YELLOW',
    origin: 'manual §2',
    signals: ['oom_24h'],
    judge: (facts, { thresholds }) =>
      judgeFigure(oomOf(facts), within(thresholds.oom_warning, thresholds.oom_critical), tellOom),
  },
  {
    id: 'Y5_CPU_70_90',
    state: 'YELLOW',
    origin: 'manual §2',
    signals: ['cpu_pct'],
    judge: (facts, { thresholds }) =>
      judgeFigure(cpuOf(facts), aboveUpTo(thresholds.cpu_warning_pct, thresholds.cpu_critical_pct, ' %'), tellCpu),
  },
];

function oomOf({ infra }: StateFacts): Reading {
  return soundCount(infra.oom24h, 'oom_24h');
}

function cpuOf({ infra }: StateFacts): Reading {
  return soundPercent(infra.cpuPct, 'cpu_pct');
}

function tellPods(down: readonly string[]): string {
  return down.length === 0 ? 'all critical pods are up' : `down: ${down.join(', ')}`;
}

function tellOom(kills: number): string {
  return `${spellCount(kills, 'OOMKill')} in 24 h`;
}

function tellCpu(value: number): string {
  return `CPU ${spell(value)} %`;
}
