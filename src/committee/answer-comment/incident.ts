import { INCIDENT_TEXT, INCIDENT_USAGE, type RefusedIncidentCommand } from '../../change/incident-command.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { nearestWord } from '../../kernel/nearest.ts';

/** What is answered to a command about an incident, where a reaction alone would not do. */
export type IncidentAnswer =
  | { readonly kind: 'incident-declared'; readonly issue: number; readonly url: string; readonly severity: string }
  /** The order of an incident forbids it; the reason is one sentence. */
  | { readonly kind: 'incident-refused'; readonly reason: string }
  /** The command is for the issue of an incident, and this is none. */
  | { readonly kind: 'incident-elsewhere'; readonly verb: string }
  | { readonly kind: 'incident-forbidden'; readonly verb: string; readonly has: string }
  | { readonly kind: 'incident-malformed'; readonly refused: RefusedIncidentCommand };

const NOTHING_DONE = 'Nothing was done.';
const LONGEST_WORD = 60;

/** Says what became of a command about an incident, or how it is written. */
export function renderIncidentAnswer(answer: IncidentAnswer): string {
  switch (answer.kind) {
    case 'incident-declared':
      return `**The incident is declared**: ${link(`#${answer.issue}`, answer.url)}, ${inlineCode(answer.severity.slice(0, LONGEST_WORD))}. Its issue has the playbook, roles and the timeline; go on there with ${inlineCode('/incident ack')}.`;
    case 'incident-refused':
      return `**Not now.** ${plainText(answer.reason, 600)} ${NOTHING_DONE}`;
    case 'incident-elsewhere':
      return `**This is not the issue of an incident.** ${quote(`/incident ${answer.verb}`)} is for there; ${inlineCode('/incident declare P1 <title>')} opens one from anywhere. ${NOTHING_DONE}`;
    case 'incident-forbidden':
      return `**You may not do this.** ${quote(`/incident ${answer.verb}`)} needs ${inlineCode('write')} in this repository, and you have ${inlineCode(answer.has.slice(0, LONGEST_WORD))}. ${NOTHING_DONE}`;
    case 'incident-malformed':
      return renderMalformed(answer.refused);
    default:
      return answer satisfies never;
  }
}

function renderMalformed(refused: RefusedIncidentCommand): string {
  const { verb } = refused;
  const usage = isVerb(verb) ? INCIDENT_USAGE[verb] : null;
  if (usage === null) {
    const near = nearestWord(verb, Object.keys(INCIDENT_USAGE));
    const meant = near === null ? '' : ` Did you mean ${inlineCode(`/incident ${near}`)}?`;
    const all = Object.values(INCIDENT_USAGE).map((each) => `- \`${each}\``);
    return `**There is no command ${quote(`/incident ${verb}`.trim())}.**${meant} ${NOTHING_DONE}\n\n${all.join('\n')}`;
  }
  return `${sentenceOf(refused)} ${NOTHING_DONE}\n\nWrite \`${usage}\`.`;
}

function isVerb(verb: string): verb is keyof typeof INCIDENT_USAGE {
  return Object.hasOwn(INCIDENT_USAGE, verb);
}

type Argument = NonNullable<RefusedIncidentCommand['argument']>;

const NAMES: Readonly<Record<Argument, string>> = {
  severity: 'a severity, `P0` to `P3`',
  title: lengthOf('title'),
  pull: 'the number of a pull request, as `#751`',
  role: 'a role',
  login: 'a login with its `@`',
  reason: lengthOf('reason'),
  time: 'a time in UTC, as `12:25` or `2026-04-28T12:25Z`',
  text: lengthOf('text'),
};

function lengthOf(argument: keyof typeof INCIDENT_TEXT): string {
  const { least, most } = INCIDENT_TEXT[argument];
  return `a ${argument} of ${least} to ${most} characters`;
}

function sentenceOf({ refusal, verb, argument, words }: RefusedIncidentCommand): string {
  const command = inlineCode(`/incident ${verb}`);
  if (argument === null) return `**${command} was given more than it takes.**`;
  if (refusal === 'missing-argument') return `**${command} lacks ${NAMES[argument]}.**`;
  if (refusal === 'short-reason') return `**That is too short**: ${command} takes ${NAMES[argument]}.`;
  return `**${quote(words.join(' '))} is not what ${command} takes**: ${NAMES[argument]}.`;
}

/** Words of the comment as code; those without a visible sign are named so. */
function quote(words: string): string {
  return inlineCode(words.slice(0, LONGEST_WORD)) || 'of invisible characters';
}
