import type { ListedPull } from '../change/pull-request.ts';
import { rulesBasis } from './keep-rules.ts';
import type { PullPorts } from './pull-ports.ts';
import { rulesStanding } from './rules-check.ts';

/** Judges the rules again where the host may never have told us of something: nothing is said of the head, what was said waits or could not be judged, or labels and base are others. */
export async function judgeRulesLeft(
  open: readonly ListedPull[],
  { publications, stories }: RoundNeeds,
): Promise<void> {
  for (const pull of open) {
    const standing = await rulesStanding(pull, { publications });
    const isSettled = standing !== null && SETTLED.includes(standing.conclusion) && standing.basis === rulesBasis(pull);
    if (isSettled) continue;
    await stories.judgeRulesSoon({ pull: pull.ref, cause: `round ${pull.head.sha}`, again: false });
  }
}

type RoundNeeds = Pick<PullPorts, 'publications' | 'stories'>;

const SETTLED = ['success', 'failure', 'neutral'];
