import type { ChangedFile, Hunk } from '../change.ts';
import { findSecrets } from './find.ts';
import type { FoundSecret } from './found-secret.ts';
import { findKeyMiddles } from './key-middle.ts';
import { findByLine, type LineSpans, sortByLine } from './lines.ts';
import { mergeSpans, replaceSpans, type SecretSpan } from './span.ts';
import { hunkSide, partnerOf, readSides, type Side, type TwoSides } from './two-sides.ts';

interface SidesSpans {
  readonly before: LineSpans;
  readonly after: LineSpans;
}

/**
 * Takes the credentials out of a file on both sides of a change and out of its hunks, a line that did not change alike
 * on both. They are listed once: with their line before the change only where that line was removed.
 */
export function redactFile(file: ChangedFile): { file: ChangedFile; secrets: readonly FoundSecret[] } {
  const secrets: FoundSecret[] = [];
  let shown = file;
  for (;;) {
    const sides = readSides(shown);
    const spans = uniteSides(sides, findInSides(shown));
    const next = redactSections(replaceLines(shown, spans), sides, spans);
    if (spans.before.size + spans.after.size === 0) return { file: next, secrets };
    secrets.push(...listSecrets(shown, sides, spans));
    shown = next;
  }
}

function findInSides(file: ChangedFile): SidesSpans {
  return { before: findInSide(file, 'before'), after: findInSide(file, 'after') };
}

function findInSide(file: ChangedFile, side: Side): LineSpans {
  const path = side === 'before' ? (file.previousPath ?? file.path) : file.path;
  const text = file[side];
  if (text !== null) return findByLine(path, text, 1);
  return new Map(file.hunks.flatMap((hunk) => findInHunk(path, hunkSide(hunk, side))));
}

function findInHunk(
  path: string,
  lines: readonly (readonly [number, string])[],
): readonly (readonly [number, readonly SecretSpan[]])[] {
  const text = lines.map(([, line]) => line).join('\n');
  const firstLine = lines[0]?.[0] ?? 1;
  return Array.from(sortByLine(text, [...findKeyMiddles(text), ...findSecrets(path, text)], firstLine));
}

/** What the text of one side alone shows to be a secret is one on the other side too, where the line is the same. */
function uniteSides(sides: TwoSides, spans: SidesSpans): SidesSpans {
  const united = { before: new Map(spans.before), after: new Map(spans.after) };
  for (const side of ['before', 'after'] as const) {
    const other = side === 'before' ? 'after' : 'before';
    for (const [line, found] of spans[side]) {
      const partner = partnerOf(sides, { side, line });
      if (partner === null) continue;
      const both = mergeSpans(sides[side].get(line) ?? '', [...found, ...(spans[other].get(partner) ?? [])]);
      united[side].set(line, both);
      united[other].set(partner, both);
    }
  }
  return united;
}

function replaceLines(file: ChangedFile, spans: SidesSpans): ChangedFile {
  if (spans.before.size + spans.after.size === 0) return file;
  return {
    ...file,
    before: replaceInText(file.before, spans.before),
    after: replaceInText(file.after, spans.after),
    hunks: file.hunks.map((hunk) => replaceInHunk(hunk, spans)),
  };
}

function replaceInText(text: string | null, spans: LineSpans): string | null {
  if (text === null || spans.size === 0) return text;
  return text
    .split('\n')
    .map((line, index) => replaceSpans(line, spans.get(index + 1) ?? []))
    .join('\n');
}

function replaceInHunk(hunk: Hunk, spans: SidesSpans): Hunk {
  const lines = hunk.lines.map((line) => {
    const found = line.after === null ? spans.before.get(line.before ?? 0) : spans.after.get(line.after);
    return found === undefined ? line : { ...line, text: replaceSpans(line.text, found) };
  });
  return { ...hunk, lines };
}

/** Git writes the beginning of a line behind `@@` and may cut a secret in two, so that it no longer looks like one. */
function redactSections(file: ChangedFile, sides: TwoSides, spans: SidesSpans): ChangedFile {
  const withSecrets = Array.from(spans.before, ([line, found]) => ({ text: sides.before.get(line) ?? '', found }));
  const sorted = withSecrets.sort((left, right) => compare(left.text, right.text));
  const hunks = file.hunks.map((hunk) => {
    const inSource = linesFrom(sorted, hunk.section).flatMap(({ found }) => found);
    const found = mergeSpans(hunk.section, [
      ...inSource.filter(({ start }) => start < hunk.section.length),
      ...findSecrets(file.path, hunk.section),
    ]);
    return found.length === 0 ? hunk : { ...hunk, section: replaceSpans(hunk.section, found) };
  });
  return { ...file, hunks };
}

/** Of as many lines with the same beginning one cannot tell which git has repeated. */
const MOST_SOURCES = 8;

/** The lines that begin with a text, of lines in order. */
function linesFrom<Line extends { readonly text: string }>(
  sorted: readonly Line[],
  beginning: string,
): readonly Line[] {
  if (beginning === '') return [];
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle]?.text ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(low, low + MOST_SOURCES).filter(({ text }) => text.startsWith(beginning));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What goes on from an earlier place is listed only where that place was not changed and this one was. */
function listSecrets(file: ChangedFile, sides: TwoSides, spans: SidesSpans): readonly FoundSecret[] {
  return (['before', 'after'] as const).flatMap((side) =>
    Array.from(spans[side]).flatMap(([line, found]) => {
      const changed = partnerOf(sides, { side, line }) === null;
      if (side === 'before' && !changed) return [];
      const goesOn = !changed || partnerOf(sides, { side, line: line - 1 }) === null;
      return found
        .filter((span, index) => span.continued !== true || (index === 0 && !goesOn))
        .map(({ kind }) => ({ path: file.path, line, side, kind }));
    }),
  );
}
