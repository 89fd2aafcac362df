import { setImmediate } from 'node:timers/promises';
import type { Judge } from '../../flows/judge-change.ts';
import { judgeGatesInParts } from '../../gates/judge-gates.ts';

/** Judges the gates with rests, so that a very large change needs no very large memory. */
export const judgeWithRests: Judge = (pull, files, config) =>
  judgeGatesInParts({ pull, files, config }, () => setImmediate());
