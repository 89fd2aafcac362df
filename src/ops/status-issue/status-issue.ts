import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { encodeRecord } from '../state/record-text.ts';
import { type StatusGround, validUntil } from './ground.ts';
import { renderNotGreen, renderUnknown } from './not-green.ts';
import { renderPatterns } from './patterns.ts';
import { tellReason } from './reason.ts';
import { sinceWords } from './since.ts';
import { renderTrend } from './trend.ts';

/** The beginning of the issue's text, by which it is found again; the record follows at once. */
export const STATUS_MARK = '<!-- conclave:ops-state ';

/** Stands above open incidents. */
export const INCIDENTS_HEADING = '#### Open incidents';

/** Most characters that GitHub takes of an issue's text. */
export const MOST_CHARACTERS = 65_536;

/** How many rows are shown, most first; the first that fits is taken. */
const ROWS = [40, 20, 10, 5, 2] as const;

/** The status issue as text. */
export interface StatusIssueText {
  readonly title: string;
  readonly body: string;
}

/**
 * Draws the status issue: the record hidden before everything, then the reason and the next step with its owner, what is
 * not green, what is unknown, 30 days as a chart, the rest folded. Never longer than GitHub takes.
 */
export function renderStatusIssue(ground: StatusGround): StatusIssueText {
  const { record, verdict } = ground;
  const { state, since } = record.standing;
  const title = `State: ${state} since ${sinceWords(since, verdict.asOf)}`;
  const mark = encodeRecord(record);
  for (const most of ROWS) {
    const body = `${mark}\n${drawBlocks(ground, most).join('\n\n')}\n`;
    if (body.length <= MOST_CHARACTERS) return { title, body };
  }
  return { title, body: `${mark}\n${renderHead(ground).join('\n\n')}\n` };
}

function drawBlocks(ground: StatusGround, most: number): readonly string[] {
  const { record, verdict } = ground;
  return [
    ...renderHead(ground),
    renderIncidents(ground),
    renderNotGreen(ground, most),
    renderPatterns(ground, most),
    renderUnknown(ground, most),
    renderTrend(record.hours, verdict.asOf),
    renderEvidence(ground),
    ...drawNotes(ground, most),
    subText(
      '`/conclave state` looks now · `/conclave diagnose <run>` · `/conclave playbook <code>` · `/incident declare P1 <title>`',
    ),
  ].filter((block) => block !== '');
}

/** The reason, the next step with its owner, and how long that is valid. */
export function renderHead(ground: StatusGround): readonly string[] {
  const { record, verdict, next, validMinutes } = ground;
  const { standing } = record;
  const until = validUntil(verdict.asOf, validMinutes);
  const asOf = `As of ${inlineCode(spell(verdict.asOf))}, valid until ${inlineCode(spell(until))}`;
  return [
    `**${standing.state}: ${tellReason(standing, verdict)}.** Next: ${plainText(next, 400)}`,
    `${asOf}, stale after that. ${tellConfidence(ground)}${tellPending(ground)}`.trim(),
  ];
}

/** Until when a status issue says that it is valid, ISO 8601; null where it does not say. */
export function toldValidUntil(body: string): string | null {
  const [, day, time] = /, valid until `(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC`, stale after that\./.exec(body) ?? [];
  return day === undefined ? null : `${day}T${time}:00.000Z`;
}

const CONFIDENCE = {
  full: 'Everything is known.',
  partial: 'Not everything is known.',
  blind: 'No outage rule can be judged: the monitoring itself may be down.',
} as const;

function tellConfidence({ verdict }: StatusGround): string {
  return CONFIDENCE[verdict.confidence];
}

function tellPending({ record }: StatusGround): string {
  const { pending } = record.standing;
  return pending === null ? '' : ` The last evaluation said ${pending}; a second equal one makes it the state.`;
}

/** The open incidents; `''` where there are none. */
export function renderIncidents({ incidents }: Pick<StatusGround, 'incidents'>): string {
  if (incidents.length === 0) return '';
  const lines = incidents
    .slice(0, 10)
    .map(({ number, severity, title }) => `- #${number} ${inlineCode(severity)} ${plainText(title, 160)}`);
  const more = incidents.length > 10 ? `\n\n${incidents.length - 10} more are open.` : '';
  return `${INCIDENTS_HEADING}\n\n${lines.join('\n')}${more}`;
}

/** Every rule with what was found, folded. */
export function renderEvidence({ verdict }: Pick<StatusGround, 'verdict'>): string {
  const rows = verdict.evidence.map(({ rule, truth, found, limit, origin, sampledAt }) => [
    inlineCode(rule),
    truth === 'true' ? '**fires**' : truth === 'unknown' ? 'unknown' : 'no',
    tableCell(found, 160),
    tableCell(limit, 100),
    sampledAt === null ? '' : spell(sampledAt),
    tableCell(origin, 60),
  ]);
  const all = table(['rule', '', 'found', 'fires at', 'sampled', 'origin'], rows);
  return fold(`All ${verdict.evidence.length} rules with their evidence`, all);
}

function drawNotes({ verdict, remarks }: StatusGround, most: number): readonly string[] {
  const all = [...remarks, ...verdict.notes];
  if (all.length === 0) return [];
  const lines = all.slice(0, most).map((note) => `- ${plainText(note, 300)}`);
  const more = all.length > most ? `\n- and ${all.length - most} more` : '';
  return [fold(`Remarks (${all.length})`, lines.join('\n') + more)];
}

/** `2026-05-12 07:10 UTC`. */
function spell(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
}
