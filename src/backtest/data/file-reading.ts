import type { Layout } from './heading.ts';
import type { Intake } from './intake.ts';
import type { StampClock } from './stamp-clock.ts';

/** What a reader of one format took from a file. */
export interface FileReading {
  readonly intake: Intake;
  readonly clock: StampClock;
  readonly layout: Layout;
  readonly sha256: string;
}
