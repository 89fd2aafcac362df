import { BACKTEST_CHECK } from '../../backtest/verdict/check.ts';
import { GUARD_CHECK } from '../../gates/guard-mark.ts';
import { RULES_CHECK } from '../../gates/rules/head-check.ts';
import { VERDICT_CHECK } from '../verdict-check.ts';

/** The checks that a branch should require: of every pull request they have something to say. */
export const EXPECTED_CHECKS: readonly string[] = [VERDICT_CHECK, GUARD_CHECK];

/** The names of every check run that the app publishes; what a ruleset may require of it. */
export const PUBLISHED_CHECKS: readonly string[] = [...EXPECTED_CHECKS, RULES_CHECK, BACKTEST_CHECK];
