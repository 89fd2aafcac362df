import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Condition, Playbook } from '../playbook/playbook.ts';
import { ROLE_NAMES, type RoleLogins, tellRole } from './escalation.ts';

const LONGEST_WORDS = 400;
/** Checks and actions that are shown of each. */
const MOST_STEPS = 12;

/** Draws a playbook for an issue: impact, checks, actions, exit criterion, escalation; destructive steps are only told. */
export function renderPlaybook(playbook: Playbook, logins: RoleLogins): string {
  const { code, title, impact, hypotheses, checks, actions, exit_criterion: exit, escalation } = playbook;
  const causes =
    hypotheses.length === 0
      ? []
      : [`Hypotheses: ${hypotheses.map((each) => say(each.replace(/[.\s]+$/, ''))).join('; ')}.`];
  return [
    `#### Do: ${code}, ${say(title)}`,
    `Impact: ${say(impact)}`,
    ...causes,
    numbered('Check', checks.map(say)),
    numbered('Then', actions.map(tellAction)),
    `Over when ${tellCriterion(exit)}. After ${tellAttempts(escalation.after_attempts)} without success: ${tellRole(escalation.to, logins)}.`,
  ].join('\n\n');
}

function say(text: string): string {
  return plainText(text, LONGEST_WORDS);
}

function numbered(name: string, steps: readonly string[]): string {
  const left = steps.length - MOST_STEPS;
  const shown = steps.slice(0, MOST_STEPS).map((step, index) => `${index + 1}. ${step}`);
  return [`${name}:`, '', ...shown, ...(left > 0 ? [`\n${left} more stand in the playbook.`] : [])].join('\n');
}

function tellAction({ when, do: deed, params, destructive, approver, command }: Playbook['actions'][number]): string {
  const before = when === null ? '' : `${say(when)}: `;
  const given = Object.entries(params).map(([name, value]) => inlineCode(`${name}: ${JSON.stringify(value)}`));
  const with_ = given.length === 0 ? '' : ` (${given.slice(0, 6).join(', ')})`;
  const run = command === null ? '' : ` ${inlineCode(command)}`;
  const who = approver === null ? 'a person' : `the ${ROLE_NAMES[approver]}`;
  const care = destructive ? ` **Destructive: ${who} must approve it; nothing runs by itself.**` : '';
  return `${before}${say(deed)}${with_}${run}${care}`;
}

function tellCriterion(exit: Playbook['exit_criterion']): string {
  return 'all' in exit ? exit.all.map(tellCondition).join(' and ') : exit.any.map(tellCondition).join(' or ');
}

function tellCondition({ fact, above, below, at_least: least, at_most: most }: Condition): string {
  const [word, limit] =
    above !== undefined
      ? ['above', above]
      : below !== undefined
        ? ['below', below]
        : least !== undefined
          ? ['at least', least]
          : ['at most', most];
  const shown = typeof limit === 'object' ? `the threshold ${inlineCode(limit.threshold)}` : inlineCode(String(limit));
  return `${inlineCode(fact)} is ${word} ${shown}`;
}

function tellAttempts(count: number): string {
  return count === 1 ? 'one attempt' : `${count} attempts`;
}
