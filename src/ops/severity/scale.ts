import type { OpsSeverity } from '../../kernel/ops-severity.ts';

/** What the four words mean; the manual has two scales, which nobody may mix. */
export interface SeverityScale {
  readonly name: 'ops' | 'incident';
  readonly origin: string;
  readonly means: Readonly<Record<OpsSeverity, string>>;
}

/** The scale of alerts, states and diagnoses. */
export const OPS_SCALE: SeverityScale = {
  name: 'ops',
  origin: 'manual §8',
  means: {
    P0: 'critical: a system is down or data are corrupted',
    P1: 'urgent: a significant degradation',
    P2: 'warning: degraded performance',
    P3: 'information: something to improve',
  },
};

/** The scale of the incident log, which is about live trading. */
export const INCIDENT_SCALE: SeverityScale = {
  name: 'incident',
  origin: 'manual §17',
  means: {
    P0: 'production trading is down or loses money',
    P1: 'production is degraded, as its metrics show',
    P2: 'training is broken, live trading is not touched, decisions are blocked',
    P3: 'friction in the work of operators, no data are touched',
  },
};
