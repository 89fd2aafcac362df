import type { Heading } from './heading.ts';
import type { SourceLine } from './source.ts';

/**
 * Lines such as `15.1 Quand invoquer`, which are what is left of headings in a document that lost its marks. They stand
 * alone and at the margin, end like no sentence, and their numbers go on from one to the next. A list of short items
 * is none: below most of its first level there has to be more than the next number. Where there are such lines, short
 * ones without a number between them are headings of the next level.
 */
export function findNumberedHeadings(lines: readonly SourceLine[]): readonly Heading[] {
  const numbered: Heading[] = [];
  const all: Heading[] = [];
  let last: readonly string[] = [];
  for (const [at, line] of lines.entries()) {
    const number = numberOf(lines, at);
    const heading = { title: line.text.trim(), from: at, to: at + 1 };
    if (number !== null && goesOn(last, number)) {
      numbered.push({ ...heading, level: number.length });
      all.push({ ...heading, level: number.length });
      last = number;
    } else if (last.length > 0 && isTitle(lines, at)) all.push({ ...heading, level: last.length + 1 });
  }
  return numbered.length >= FEWEST && haveBodies(numbered, lines) ? all : [];
}

const FEWEST = 3;
const LONGEST_TITLE = 140;
const NUMBERED = /^(\d{1,3}(?:\.(?:\d{1,3}[a-z]?|[A-Z]))*)\.?[ \t]+(?:[—–-][ \t]+)?(?=[\p{Lu}\p{N}"«(`])(.*\p{L}.*)$/u;
const SENTENCE_END = /[.;:,!…|]$/;

function numberOf(lines: readonly SourceLine[], at: number): readonly string[] | null {
  if (!standsAlone(lines, at)) return null;
  const [, number = '', title = ''] = NUMBERED.exec(lines[at]?.text ?? '') ?? [];
  return number === '' || SENTENCE_END.test(title.trimEnd()) ? null : number.split('.');
}

function standsAlone(lines: readonly SourceLine[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || line.isBlank || line.isCode || line.text.length > LONGEST_TITLE) return false;
  return lines[at - 1]?.isBlank !== false && lines[at + 1]?.isBlank !== false;
}

const TITLE = /^\p{Lu}[^:;=<>{}[\]$|_\\→]{2,80}$/u;

/** Words without the marks of code and of sentences, with something other than a title below them. */
function isTitle(lines: readonly SourceLine[], at: number): boolean {
  const title = lines[at]?.text.trimEnd() ?? '';
  if (!standsAlone(lines, at) || !TITLE.test(title) || SENTENCE_END.test(title)) return false;
  return lines[at + 2]?.isBlank === false;
}

/** Whether a number may follow another: the first part of it, the next on its level, the next on a level above. */
function goesOn(last: readonly string[], number: readonly string[]): boolean {
  if (last.length === 0) return number.length === 1 && Number(number[0]) <= 1;
  const depth = number.length - 1;
  if (depth > last.length || !startsAlike(last, number, depth)) return false;
  const own = number[depth] ?? '';
  if (depth === last.length) return ['0', '1'].includes(own);
  return isNext(last[depth] ?? '', own);
}

function startsAlike(last: readonly string[], number: readonly string[], depth: number): boolean {
  return number.slice(0, depth).every((part, level) => part === last[level]);
}

const LARGEST_GAP = 2;

/** `16.5b` follows `16.5`, `17.X` follows `17.5`; up to two numbers may be missing. */
function isNext(last: string, own: string): boolean {
  if (/^[A-Z]$/.test(own)) return true;
  const step = Number.parseInt(own, 10) - Number.parseInt(last, 10);
  return (step === 0 && own > last) || (step > 0 && step <= LARGEST_GAP + 1);
}

/** What is indented below an item belongs to it, unless numbers such as 1.1 tell that these are no items. */
function haveBodies(headings: readonly Heading[], lines: readonly SourceLine[]): boolean {
  const outer = headings.filter(({ level }) => level === 1);
  const areSections = outer.length < headings.length;
  const bodiless = outer.filter(({ to }, index) => {
    const body = firstFrom(lines, to);
    const isIndented = /^\s/.test(lines[body]?.text ?? '');
    return body === lines.length || body === outer[index + 1]?.from || (isIndented && !areSections);
  });
  return bodiless.length * 2 < outer.length;
}

/** Index of the first line with text from one on. */
function firstFrom(lines: readonly SourceLine[], from: number): number {
  let at = from;
  while (lines[at]?.isBlank === true) at += 1;
  return at;
}
