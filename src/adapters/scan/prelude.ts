import type { Change, ChangedFile, Hunk } from '../../change/change.ts';
import { languageOf } from '../../evidence/language.ts';
import type { EvidenceRule } from '../../evidence/rule.ts';
import type { FileOutline } from '../../evidence/scene.ts';
import type { Surroundings } from '../../evidence/surroundings.ts';
import type { FileOrder, Order } from './message.ts';

/** What the rules are told of a change before they read its files. */
export function writePrelude(
  change: Change,
  rules: readonly EvidenceRule[],
  surroundings: Surroundings,
): readonly Order[] {
  const outlines = inBatches(change.files.map(outlineOf));
  return [{ kind: 'begin', rules, surroundings }, ...outlines.map((files): Order => ({ kind: 'outline', files }))];
}

/** The order to read one file; its lines are part of it where they were not told before. */
export function writeFileOrder(file: ChangedFile, position: number): FileOrder {
  const { before, after, hunks } = file;
  return { kind: 'read', position, before, after, hunks: isCode(file) ? null : hunks };
}

/** A file without its texts; of one that is no code, as of data, only where it first changes: it may be very long. */
function outlineOf({ before: _before, after: _after, ...outline }: ChangedFile): FileOutline {
  return isCode(outline) ? outline : { ...outline, hunks: outline.hunks.slice(0, 1).map(firstLinesOf) };
}

function isCode({ path }: FileOutline): boolean {
  return languageOf(path) !== null;
}

function firstLinesOf(hunk: Hunk): Hunk {
  const changed = ['added', 'removed'].map((kind) => hunk.lines.findIndex((line) => line.kind === kind));
  return { ...hunk, lines: hunk.lines.filter((_, index) => changed.includes(index)) };
}

/** Most lines of hunks in one message, so that no message is very large. */
const LINES_AT_ONCE = 5_000;

function inBatches(outlines: readonly FileOutline[]): readonly (readonly FileOutline[])[] {
  const batches: FileOutline[][] = [];
  let lines = LINES_AT_ONCE;
  for (const outline of outlines) {
    if (lines >= LINES_AT_ONCE) {
      batches.push([]);
      lines = 0;
    }
    batches.at(-1)?.push(outline);
    lines += 1 + outline.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  }
  return batches;
}
