import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { OpsRole } from '../playbook/playbook.ts';

/** How soon somebody acts on a severity, and who (manual §8). */
export interface Reaction {
  /** As part of a sentence: `within the hour`. */
  readonly when: string;
  /** Null for the backlog, which is nobody's in particular. */
  readonly who: OpsRole | null;
}

/** The reaction that each severity of an alert asks for (manual §8). */
export const REACTIONS: Readonly<Record<OpsSeverity, Reaction>> = {
  P0: { when: 'now', who: 'platform_owner' },
  P1: { when: 'within the hour', who: 'mlops_maintainer' },
  P2: { when: 'today', who: 'ml_owner' },
  P3: { when: 'when there is time', who: null },
};

const HOUR_MS = 3_600_000;

/** Until when somebody must have begun, for something seen at a moment; null for the backlog. A day ends in UTC. */
export function dueAt(severity: OpsSeverity, seenAt: Date): Date | null {
  switch (severity) {
    case 'P0':
      return new Date(seenAt);
    case 'P1':
      return new Date(seenAt.getTime() + HOUR_MS);
    case 'P2':
      return new Date(Date.UTC(seenAt.getUTCFullYear(), seenAt.getUTCMonth(), seenAt.getUTCDate() + 1));
    case 'P3':
      return null;
    default:
      return severity satisfies never;
  }
}
