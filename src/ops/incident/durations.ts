import { minutesBetween } from './moment.ts';
import type { IncidentStanding } from './standing.ts';

/** How long each step took, in minutes from one common beginning; null where one of its two moments is not known. */
export interface Durations {
  /** What the beginning is: the trigger, or else the first sign, or else the declaration. */
  readonly from: 'trigger' | 'technical detection' | 'declaration';
  readonly start: string;
  /** To the first sign that a machine gave; null where nobody told the trigger, since it would be 0 by definition. */
  readonly technical: number | null;
  /** To the first deed of a person. */
  readonly human: number | null;
  readonly mitigate: number | null;
  readonly fix: number | null;
  /** From the first sign to the first deed of a person: what wiring alerts can win. */
  readonly gap: number | null;
}

/** Computes the durations of an incident from its moments; nothing is ever taken from what somebody stated. */
export function durationsOf(standing: IncidentStanding): Durations {
  const { triggerAt, detectedAt, acknowledgedAt, mitigatedAt, fixedAt, declaredAt } = standing;
  const start = triggerAt ?? earliest(detectedAt, declaredAt);
  const since = (moment: string | null) => (moment === null ? null : minutesBetween(start, moment));
  return {
    from: triggerAt !== null ? 'trigger' : start === detectedAt ? 'technical detection' : 'declaration',
    start,
    technical: triggerAt === null ? null : since(detectedAt),
    human: since(acknowledgedAt),
    mitigate: since(mitigatedAt),
    fix: since(fixedAt),
    gap: detectedAt === null || acknowledgedAt === null ? null : minutesBetween(detectedAt, acknowledgedAt),
  };
}

function earliest(left: string | null, right: string): string {
  return left !== null && left <= right ? left : right;
}
