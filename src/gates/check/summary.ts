import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import type { GateResult, Reason } from '../gate.ts';
import type { GateWaiver, GuardReport } from '../report.ts';
import { ANSWER_WORDS, leadOf, nameGate, SIGNS, titleOf } from './guard-words.ts';
import type { Length } from './length.ts';

/** The first line, and for a switch what it means. */
export function drawLead(report: GuardReport): string {
  const { bypass } = report;
  const title = `**${titleOf(report)}.**`;
  if (bypass === null) return title;
  if (bypass.kind === 'bot') return `${title} ${plainText(bypass.login, LONGEST_NAME)} is listed under bots.`;
  const since = bypass.since === null ? '' : ` since ${inlineCode(bypass.since)}`;
  return `${title} The variable GUARDRAILS_KILL_SWITCH is set${since}: nothing was asked. Remove it after the emergency.`;
}

const LONGEST_NAME = 100;

/** The five gates in order, each with the reason that decides and what to write instead. */
export function drawTable({ gates }: GuardReport, length: Length): string {
  const [first] = gates;
  const rows = gates.map((gate) => {
    const isSaid = gate !== first && first !== undefined && leadOf(gate) === leadOf(first);
    return isSaid ? [...drawRow(gate, length).slice(0, 3), 'the same', ''] : drawRow(gate, length);
  });
  return table(['', 'gate', 'answer', 'why', 'what to write instead'], rows);
}

function drawRow(gate: GateResult, { words }: Length): readonly string[] {
  const lead = leadOf(gate);
  const others = gate.reasons.filter((reason) => reason !== lead && reason.level !== 'notice').length;
  const more = others === 0 ? '' : ` (and ${others} more below)`;
  return [
    SIGNS[gate.answer],
    `**${gate.id}** ${nameGate(gate).slice(gate.id.length + 1)}`,
    ANSWER_WORDS[gate.answer],
    `${drawPlace(lead)}${plainText(lead.text, words)}${more}`,
    lead.mend === undefined ? '' : plainText(lead.mend, words),
  ];
}

const LONGEST_PATH = 300;

/** Where a reason stands, with the colon behind it; empty when it stands nowhere. */
export function drawPlace({ path, line, text }: Reason): string {
  if (path === undefined || path === text) return '';
  return `${inlineCode(`${path.slice(0, LONGEST_PATH)}${line === undefined ? '' : `:${line}`}`)}: `;
}

/** What holds for all gates, as a list. */
export function drawNotes({ notes }: GuardReport, { words, notes: most }: Length): string {
  const shown = notes.slice(0, most).map(({ text, mend }) => {
    const advice = mend === undefined ? '' : ` ${plainText(mend, words)}`;
    return `- ${plainText(text, words)}${advice}`;
  });
  return [...shown, ...tellRest(notes.length - shown.length, 'notes')].join('\n');
}

/** The decisions by which a gate was waived, as a list. */
export function drawWaivers({ waivers }: GuardReport, { words, notes: most }: Length): string {
  const shown = waivers.slice(0, most).map((waiver) => `- ${drawWaiver(waiver, words)}`);
  return [...shown, ...tellRest(waivers.length - shown.length, 'waivers')].join('\n');
}

const SHORT_SHA = 7;

function drawWaiver({ how, gates, by, reason, head, at }: GateWaiver, words: number): string {
  const means = how === 'label' ? 'by label' : 'by command';
  const who = plainText(`@${by}`, LONGEST_NAME);
  const commit = inlineCode(head.slice(0, SHORT_SHA));
  return `Waiver of ${gates.join(', ')} ${means}: ${who} at ${commit}, ${inlineCode(at)}: "${plainText(reason, words)}"`;
}

/** Says that a list goes on. */
export function tellRest(count: number, what: string): readonly string[] {
  return count > 0 ? [`- and ${count} more ${what}`] : [];
}
