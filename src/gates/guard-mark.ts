import type { GuardReport } from './report.ts';

/** The check run of the gates that the app writes and people may require; in Actions the job has a name of its own. */
export const GUARD_CHECK = 'conclave/guardrails';

/**
 * What a check of the gates says to programs that read it later: which bypass was in force, and what was waived by
 * whom. It is one line without spaces inside its values, so that it stands in Markdown and in a log alike.
 */
export interface GuardMark {
  readonly bypass: 'none' | 'bot' | 'kill-switch';
  /** ISO time since when the kill switch was on; null where that is not known. */
  readonly since: string | null;
  readonly waived: readonly MarkedWaiver[];
}

/** A gate that was waived, and how. */
export interface MarkedWaiver {
  readonly gate: string;
  readonly how: 'label' | 'command' | 'inline';
  /** What it came from: the id of the label's event, or of the comment; null for an allowed line. */
  readonly cause: string | null;
  readonly by: string | null;
}

/** The line of a report as a hidden comment of Markdown, for the summary of a check. */
export function renderHiddenMark(report: GuardReport): string {
  return `<!-- ${renderMark(report)} -->`;
}

/** The line of a report in square brackets, for an annotation, where nothing can be hidden. */
export function renderShownMark(report: GuardReport): string {
  return `[${renderMark(report)}]`;
}

function renderMark({ bypass, gates, waivers }: GuardReport): string {
  const since = bypass?.kind === 'kill-switch' ? (bypass.since ?? '-') : '-';
  const byPerson = waivers.flatMap((waiver) =>
    waiver.gates.map((gate) => [gate, waiver.how, encode(waiver.cause), encode(waiver.by)].join('/')),
  );
  const named = new Set(waivers.flatMap((waiver) => waiver.gates));
  const inline = gates
    .filter(({ id, answer }) => answer === 'waived' && !named.has(id))
    .map(({ id }) => `${id}/inline`);
  const waived = [...byPerson, ...inline].join(',') || '-';
  return `conclave:guardrails bypass=${bypass?.kind ?? 'none'} since=${since} waived=${waived}`;
}

/** Ids and logins keep to one word, whatever stands in them: also no hyphens that would end a comment. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('--', '%2D%2D');
}

const MARK = /(?:<!-- |\[)conclave:guardrails bypass=(none|bot|kill-switch) since=(\S+) waived=([^\s\]]+)/g;

/** Reads every line of that kind in a text; a broken part of one is left out. */
export function readMarks(text: string): readonly GuardMark[] {
  return [...text.matchAll(MARK)].map(([, bypass, since = '-', waived = '-']) => ({
    bypass: bypass === 'kill-switch' || bypass === 'bot' ? bypass : 'none',
    since: Number.isNaN(Date.parse(since)) ? null : since,
    waived: waived === '-' ? [] : waived.split(',').flatMap(readWaived),
  }));
}

function readWaived(text: string): readonly MarkedWaiver[] {
  const [gate = '', how, cause, by] = text.split('/');
  if (!/^G[1-5]$/.test(gate)) return [];
  if (how === 'inline') return [{ gate, how, cause: null, by: null }];
  if ((how !== 'label' && how !== 'command') || cause === undefined || by === undefined) return [];
  return [{ gate, how, cause: decode(cause), by: decode(by) }];
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
