import type { ConclaveConfig } from '../../config/config.ts';
import { loadSkills } from '../../flows/load-committee.ts';
import { loadRules } from '../../flows/load-rules.ts';
import type { ReviewGround } from '../../flows/review-ground.ts';
import { openScanner } from './wire.ts';

/** Ids of the evidence rules that run at a base; null, and nothing is read, where no row asks for evidence. */
export async function findRuleNames(config: ConclaveConfig, ground: ReviewGround): Promise<readonly string[] | null> {
  if (!config.routing.some(({ when }) => when?.evidence !== undefined)) return null;
  const scanner = openScanner();
  try {
    const { standings } = await loadRules(ground, { config, skills: await loadSkills(ground) }, scanner);
    return standings.filter(({ runs }) => runs !== 'off').map(({ rule }) => rule.id);
  } finally {
    await scanner.close();
  }
}
