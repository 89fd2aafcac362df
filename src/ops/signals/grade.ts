import type { Reading } from '../reading.ts';
import { type Limit, truthOfFigure } from '../state/rule.ts';
import type { SignalFinding } from '../state/state.ts';

/** How a figure stands to its two lines. */
export type Grade = Pick<SignalFinding, 'level' | 'found' | 'limit'>;

/** The two lines of a golden signal (manual §2); null where the manual draws none. */
export interface Lines {
  readonly warning: Limit | null;
  readonly critical: Limit | null;
}

/** Holds one figure against both lines; the critical one is asked first. */
export function grade(reading: Reading, lines: Lines, tell: (value: number) => string): Grade {
  const { warning, critical } = lines;
  const nearest = warning ?? critical;
  if (!reading.known) return { level: 'unknown', found: reading.words, limit: nearest?.words ?? '' };
  const found = tell(reading.value);
  if (critical !== null && truthOfFigure(reading, critical) === 'true')
    return { level: 'critical', found, limit: critical.words };
  if (warning !== null && truthOfFigure(reading, warning) === 'true')
    return { level: 'warning', found, limit: warning.words };
  return { level: 'ok', found, limit: nearest?.words ?? '' };
}

const WORST_FIRST = ['critical', 'warning', 'unknown', 'ok'] as const satisfies readonly SignalFinding['level'][];

/** Several figures of one signal: the worst level, with what is at it; what is bad outweighs what is unknown. */
export function worstGrade(grades: readonly Grade[]): Grade {
  const level = WORST_FIRST.find((each) => grades.some((graded) => graded.level === each)) ?? 'unknown';
  const telling = grades.filter((graded) => graded.level === level);
  return {
    level,
    found: telling.map(({ found }) => found).join('; '),
    limit: telling.map(({ limit }) => limit).join('; '),
  };
}
