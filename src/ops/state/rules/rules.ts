import { RULE_IDS, type Rule } from '../rule.ts';
import { MODEL_RULES } from './models.ts';
import { PIPELINE_RULES } from './pipeline.ts';
import { PLATFORM_RULES } from './platform.ts';
import { RUN_RULES } from './runs.ts';
import { TRADING_RULES } from './trading.ts';

/** The table of states, worst first. */
export const RULES: readonly Rule[] = [
  ...PLATFORM_RULES,
  ...PIPELINE_RULES,
  ...RUN_RULES,
  ...MODEL_RULES,
  ...TRADING_RULES,
].toSorted((left, right) => RULE_IDS.indexOf(left.id) - RULE_IDS.indexOf(right.id));
