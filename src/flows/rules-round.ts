import type { ListedPull } from '../change/pull-request.ts';
import { rulesBasis } from './keep-rules.ts';
import type { PullPorts } from './pull-ports.ts';
import { rulesStanding } from './rules-check.ts';

/**
 * Judges the rules again where the host may never have told us of something: nothing is said of the head, what was said
 * waits or could not be judged, or labels and base are others.
 */
export async function judgeRulesLeft(
  open: readonly ListedPull[],
  { publications, stories, clock }: Pick<PullPorts, 'publications' | 'stories' | 'clock'>,
): Promise<void> {
  const hour = new Date(clock.now()).toISOString().slice(0, 13);
  for (const pull of open) {
    const standing = await rulesStanding(pull, { publications });
    const isSettled = standing !== null && SETTLED.includes(standing.conclusion) && standing.basis === rulesBasis(pull);
    if (isSettled) continue;
    await stories.judgeRulesSoon({ pull: pull.ref, cause: `round ${hour}`, again: false });
  }
}

const SETTLED = ['success', 'failure', 'neutral'];
