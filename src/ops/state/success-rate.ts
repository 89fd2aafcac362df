import { known, type Reading, unknown } from '../reading.ts';
import { soundCount } from '../sound.ts';
import { oldestSample } from './rule.ts';

/** Percent of runs that succeeded; unknown without runs, and where more succeeded than ran. */
export function successRate(runs: Reading, successes: Reading): Reading {
  const ran = soundCount(runs, 'runs_7d');
  const succeeded = soundCount(successes, 'success_7d');
  if (!ran.known) return ran;
  if (!succeeded.known) return succeeded;
  if (ran.value === 0) return unknown('empty', 'no run ended in 7 days, so there is no rate');
  if (succeeded.value > ran.value) {
    return unknown('impossible', `${succeeded.value} successes of ${ran.value} runs, which is an error of the data`);
  }
  return known((succeeded.value * 100) / ran.value, oldestSample([ran, succeeded]));
}
