import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { ROLE_NAMES } from './escalation.ts';
import type { IncidentEvent, IncidentRecord } from './event.ts';
import { tellMoment } from './moment.ts';

/** One thing that happened, as Markdown in one line. */
interface Moment {
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

const LONGEST_WORDS = 300;
/** Rows that an issue shows; the record keeps all of them. */
const MOST_ROWS = 40;

/** Draws the timeline for an issue: the beginning, and as much of the end as there is room for. */
export function renderTimeline(record: IncidentRecord): string {
  const moments = momentsOf(record);
  const left = moments.length - MOST_ROWS;
  const shown = left > 0 ? [...moments.slice(0, MOST_ROWS / 2), ...moments.slice(-MOST_ROWS / 2)] : moments;
  const rows = shown.map(({ at, who, what }) => [tellMoment(at), inCode(who), what]);
  return `${table(['when', 'who', 'what'], rows)}${left > 0 ? `\n\n${left} moments in between are not shown.` : ''}`;
}

/** Everything that happened, by when it happened, from the declaration or what was told to lie before it. */
function momentsOf({ declared, events }: IncidentRecord): readonly Moment[] {
  return [declared, ...events]
    .map((event) => ({ at: whenOf(event), who: event.by === null ? 'alert' : `@${event.by}`, what: tellEvent(event) }))
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

/** A row of the past need not call anybody again. */
function inCode(who: string): string {
  return `\`${who}\``;
}

function whenOf(event: IncidentEvent): string {
  return event.kind === 'timeline' ? event.time : event.kind === 'alert-joined' ? event.beganAt : event.at;
}

function tellEvent(event: IncidentEvent): string {
  switch (event.kind) {
    case 'declared':
      return `declared as ${event.severity}: ${say(event.title)}`;
    case 'alert-joined':
      return `alert${event.count > 1 ? `, ${event.count} times` : ''}: ${say(event.summary)}`;
    case 'recovery-proposed':
      return `recovery proposed: ${say(event.reason)}`;
    case 'acknowledged':
      return 'acknowledged';
    case 'mitigated':
      return 'mitigated';
    case 'fixed':
      return `fixed by #${event.pull}`;
    case 'role':
      return `${ROLE_NAMES[event.role]}: \`@${event.login}\``;
    case 'severity':
      return `severity ${event.severity}: ${say(event.reason)}`;
    case 'timeline':
      return say(event.text);
    case 'closed':
      return 'closed';
    default:
      return event satisfies never;
  }
}

function say(text: string): string {
  return tableCell(plainWords(text), LONGEST_WORDS);
}

/** One line, whatever was pasted. */
function plainWords(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
