import { IncidentRecord } from './event.ts';

const START = '<!-- conclave:incident ';
const END = ' -->';

/** Most characters of a record in an issue, of whose 65,536 the rest is for people. */
const LONGEST_RECORD = 36_000;
/** Characters that life-cycle, roles and severities may still take when notes and alerts have had their part. */
export const KEPT_FREE = 6_000;

/** The record as a hidden comment, which stands before everything else in the issue; nothing that stands in it ends it. */
export function renderRecordMark(record: IncidentRecord): string {
  return `${START}${encode(record)}${END}`;
}

/** The beginning by which a comment or an issue is known as an incident of ours. */
export const INCIDENT_MARK = START;

/**
 * Reads the record at the very beginning of an issue's body; null when none stands there or it is damaged. Anyone can
 * write such a mark: whether the issue is ours is for the caller to know by its author.
 */
export function readRecordMark(body: string): IncidentRecord | null {
  if (!body.startsWith(START)) return null;
  const end = body.indexOf(END);
  if (end < 0) return null;
  return IncidentRecord.safeParse(parseJson(body.slice(START.length, end))).data ?? null;
}

/** Characters that notes and alerts may still take. */
export function spaceOf(record: IncidentRecord): number {
  return LONGEST_RECORD - KEPT_FREE - encode(record).length;
}

/** JSON in which no character can end a comment, mention anybody or be taken for a marker. */
function encode(record: IncidentRecord): string {
  return JSON.stringify(record).replaceAll(
    /[<>&@#`\u2028\u2029]|-(?=-)/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
