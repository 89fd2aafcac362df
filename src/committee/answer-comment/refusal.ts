import { REASON_LENGTH, type RefusedCommand } from '../../change/command.ts';
import { type ArgumentName, COMMAND_FORMS, formOf, renderUsage } from '../../change/command-form.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { thousands } from '../comment/cost.ts';
import { renderHelp } from './help.ts';

/** A command that was refused by its words alone. */
export type RefusalAnswer = RefusedCommand;

const LONGEST_WORD = 60;

/** Says what was expected in the place of what was written; an unknown verb is answered with the help. */
export function renderRefusal(refused: RefusalAnswer): string {
  const form = formOf(refused.verb);
  if (refused.refusal === 'unknown-verb' || form === null) return `${unknownVerb(refused.verb)}\n\n${renderHelp()}`;
  return `${sentenceOf(refused)} Nothing was done.\n\nWrite \`${renderUsage(form)}\`.`;
}

function unknownVerb(verb: string): string {
  const near = nearestWord(
    verb,
    COMMAND_FORMS.map((form) => form.verb),
  );
  const meant = near === null ? '' : ` Did you mean ${inlineCode(`/conclave ${near}`)}?`;
  return `**There is no command ${quoteWord(verb)}.**${meant} Nothing was done.`;
}

const NAMES: Readonly<Record<ArgumentName, string>> = {
  session: `one of ${inlineCode('plan')}, ${inlineCode('pr')}, ${inlineCode('experiment')} and ${inlineCode('full')}`,
  finding: `the id of a finding, such as ${inlineCode('F-1a2b3c4d')}`,
  target: `the id of a finding, such as ${inlineCode('F-1a2b3c4d')}, a gate, ${inlineCode('G1')} to ${inlineCode('G5')}, or a blocking rule as ${inlineCode('rule:risk-engine-review')}`,
  strategy: `the path of a strategy, such as ${inlineCode('strategies/momentum.py')}`,
  run: `the id of a run, such as ${inlineCode('4c1f0de2a7b34f0f8a1f6a0f5f1c9d77')}`,
  code: `the code of a playbook, such as ${inlineCode('INFRA_SATURATED')}`,
  reason: `${REASON_LENGTH.least} to ${thousands(REASON_LENGTH.most)} characters`,
};

function sentenceOf({ refusal, verb, words, argument }: RefusedCommand): string {
  const command = inlineCode(`/conclave ${verb}`);
  if (argument === null) return `**${command} was given more than it takes**; a command decides on one thing.`;
  switch (refusal) {
    case 'missing-argument':
      return `**${command} lacks ${argument === 'reason' ? 'a reason' : 'what it is about'}**: ${NAMES[argument]}.`;
    case 'short-reason':
      return `**The reason is too short.** It stays on record for everybody who asks later; it needs at least ${REASON_LENGTH.least} characters.`;
    case 'bad-argument':
      return argument === 'reason'
        ? `**The reason is too long.** It has at most ${thousands(REASON_LENGTH.most)} characters.`
        : `**${quoteWord(words[0] ?? '')} is not what ${command} takes**: ${NAMES[argument]}.`;
    case 'unknown-verb':
      return '';
    default:
      return refusal satisfies never;
  }
}

/** A word of the comment as code; one without a visible sign is named so. */
function quoteWord(word: string): string {
  return inlineCode(word.slice(0, LONGEST_WORD)) || 'of invisible characters';
}
