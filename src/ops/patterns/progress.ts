import { spell } from '../figure-words.ts';
import type { Reading } from '../reading.ts';
import { soundAge } from '../sound.ts';
import { above } from '../state/limit.ts';
import { judgeFigure } from '../state/rule.ts';
import type { Thresholds } from '../thresholds.ts';
import type { PatternFinding } from './pattern.ts';

/** A job that is said to run and has written nothing for a while: alive for the platform, hung for us. */
export function findStuckJob(minutes: Reading, lines: Thresholds): PatternFinding {
  const { truth, found, limit } = judgeFigure(
    soundAge(minutes, 'minutes_without_progress'),
    above(lines.stuck_minutes, ' min'),
    (value) => `no progress for ${spell(value)} min`,
  );
  return {
    pattern: 'NO_PROGRESS',
    crypto: null,
    signal: 'minutes_without_progress',
    truth,
    found,
    limit,
    origin: 'manual §17.5',
    next: 'Keep the logs of the pod, then have the platform owner stop it; a deadlock does not end by itself.',
  };
}
