import { GUARD_CHECK } from '../../gates/guard-mark.ts';
import { VERDICT_CHECK } from '../verdict-check.ts';

/** The names of every check run that the app publishes; what a ruleset may require of it. */
export const PUBLISHED_CHECKS: readonly string[] = [VERDICT_CHECK, GUARD_CHECK];
