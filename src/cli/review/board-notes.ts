import { shortModel } from '../../committee/rows.ts';
import { countOf } from '../../committee/wording.ts';
import { type Line, plainLines } from '../verdict-text/line.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import type { FailedTry } from './board-state.ts';

/** Most reasons, and most lines of one reason, that the board has room for. */
const MOST_NOTES = 4;
const MOST_LINES = 2;
/** Up to so many calls are named, more are counted. */
const MOST_NAMES = 2;

/** What failed, in full sentences below the board; the same reason of one model is said once. */
export function drawNotes(failures: readonly FailedTry[], width: number): readonly Line[] {
  const notes = [...groupFailures(failures).values()].map((group) => describe(group));
  const shown = notes.slice(0, MOST_NOTES).flatMap((note) => wrapNote(note, width));
  const left = notes.length - MOST_NOTES;
  return plainLines([...shown, ...(left > 0 ? [`✗ ${countOf(left, 'more reason')}`] : [])], 'warning');
}

function groupFailures(failures: readonly FailedTry[]): ReadonlyMap<string, readonly FailedTry[]> {
  const groups = new Map<string, FailedTry[]>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.model, failure.message]);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return groups;
}

function describe(group: readonly FailedTry[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const calls = [...new Set(group.map(({ call }) => oneLine(call)))];
  const who = calls.length > MOST_NAMES ? `${calls.length} calls` : calls.join(', ');
  return `✗ ${who}: ${oneLine(shortModel(first.model))}: ${oneLine(first.message)}`;
}

function wrapNote(note: string, width: number): readonly string[] {
  const lines = wrap(note, width);
  const [first = '', ...rest] = lines;
  if (lines.length <= MOST_LINES) return lines;
  // The rest on one line; drawing cuts it and shows that it was cut.
  return [first, rest.join(' ')];
}
