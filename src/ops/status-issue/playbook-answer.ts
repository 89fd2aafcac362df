import { plainText } from '../../kernel/markdown/plain-text.ts';
import { renderPlaybook } from '../incident/issue-playbook.ts';
import { ROLE_NAMES } from '../playbook/escalation.ts';
import type { Playbook } from '../playbook/playbook.ts';

/** A question calls nobody. */
const NOBODY = { operator: [], mlops_maintainer: [], ml_owner: [], platform_owner: [] };

/** Draws a playbook as the answer to a comment: whose it is, the symptom, checks, actions, exit criterion, escalation. */
export function renderPlaybookAnswer(playbook: Playbook): string {
  const { code, severity, owner, symptom, origin } = playbook;
  return [
    `**\`${code}\`, ${severity}, for the ${ROLE_NAMES[owner]}.** ${plainText(symptom, 500)} (${plainText(origin, 200)})`,
    renderPlaybook(playbook, NOBODY),
    'Destructive steps are told and never carried out.',
  ].join('\n\n');
}
