import { DURATIONS, type LogEntry } from './entry.ts';

/** A duration as somebody stated it. */
export interface StatedDuration {
  readonly minutes: number;
  /** Given with `~`. */
  readonly isAbout: boolean;
  /** Given with `<`. */
  readonly isAtMost: boolean;
  /** What it is said to count from; null where nothing is said. */
  readonly from: 'trigger' | 'human' | null;
}

/** One of the four durations, as it is written. */
export interface StatedPart {
  readonly kind: 'technical' | 'human' | 'mitigate' | 'fix';
  readonly line: number;
  readonly text: string;
  /** Null where no duration can be read in it. */
  readonly duration: StatedDuration | null;
}

const DURATION =
  /(~|≈)? ?(<|≤)? ?(?<![\w:.#-])(\d{1,6}(?:[.,]\d{1,3})?) ?(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)(?![\w-])(?: ?(\d{1,4}) ?(min|minutes?|h|hours?)(?![\w-]))?/;
const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1_440 };

/** The first duration of a text, as `~1.5h`, `<60s` or `2 h 5 min`, outside of brackets; null where there is none. */
export function readDuration(text: string): StatedDuration | null {
  const bare = text.replaceAll(/\([^()]{0,1000}\)/g, ' ');
  const [, about, most, number = '', unit = '', more = '0', moreUnit = 'm'] = DURATION.exec(bare) ?? [];
  if (number === '') return null;
  const minutes =
    Number(number.replace(',', '.')) * (MINUTES[unit.charAt(0)] ?? 1) +
    Number(more) * (MINUTES[moreUnit.charAt(0)] ?? 1);
  return { minutes, isAbout: about !== undefined, isAtMost: most !== undefined, from: baseOf(bare) };
}

function baseOf(text: string): StatedDuration['from'] {
  if (/\bfrom (?:the )?human\b/i.test(text)) return 'human';
  return /\bfrom (?:the )?trigger\b/i.test(text) ? 'trigger' : null;
}

/**
 * The durations that an entry states, in whichever of the three ways of the manual: four parts between slashes, a list
 * of four, or a field for each.
 */
export function statedParts(entry: LogEntry): readonly StatedPart[] {
  return entry.fields
    .filter(({ name }) => name === DURATIONS)
    .flatMap(({ label, line, text }) => {
      const own = kindOfLabel(label);
      if (own !== null) return [part(own, line, text)];
      const listed = readList(line, text);
      return listed.length > 0 ? listed : readSlashes(line, text);
    });
}

function kindOfLabel(label: string): StatedPart['kind'] | null {
  if (label.includes('/')) return null;
  if (/acknowledge|human/i.test(label)) return 'human';
  if (/mitigate/i.test(label)) return 'mitigate';
  return /to-fix/i.test(label) ? 'fix' : 'technical';
}

const LISTED = /(?:^|[ \t])[-*•][ \t]+(Tech(?:nical)?(?: detect\w*)?|Human(?: ack\w*)?|Mitigate|Fix)[ \t]*:/gi;

function readList(line: number, text: string): readonly StatedPart[] {
  const found = [...text.matchAll(LISTED)];
  return found.map((match, index) => {
    const words = text.slice(match.index + match[0].length, found[index + 1]?.index ?? text.length);
    const name = (match[1] ?? '').toLowerCase();
    const kind = name.startsWith('tech') ? 'technical' : name.startsWith('human') ? 'human' : null;
    const below = text.slice(0, match.index).split('\n').length - 1;
    return part(kind ?? (name === 'fix' ? 'fix' : 'mitigate'), line + below, words);
  });
}

const KINDS = ['technical', 'human', 'mitigate', 'fix'] as const;

/** The last part ends with its sentence; `each from the trigger` behind it holds for all of them. */
function readSlashes(line: number, text: string): readonly StatedPart[] {
  const bare = text.trimStart();
  const below = text.slice(0, text.length - bare.length).split('\n').length - 1;
  const sentence = /^(?:\([^()]{0,1000}\)|[^(.]|\.(?=\d))*/.exec(bare)?.[0] ?? '';
  const parts = splitOutsideBrackets(sentence);
  if (parts.length < 2) return [];
  const from = baseOf(sentence);
  return parts.slice(0, KINDS.length).map((words, index) => {
    const read = part(KINDS[index] ?? 'fix', line + below, words);
    return read.duration === null ? read : { ...read, duration: { ...read.duration, from } };
  });
}

/** A slash in brackets parts nothing. */
function splitOutsideBrackets(text: string): readonly string[] {
  const held = text.replaceAll(/\([^()]{0,1000}\)/g, (words) => words.replaceAll('/', '\u0000'));
  return held.split('/').map((words) => words.replaceAll('\u0000', '/'));
}

function part(kind: StatedPart['kind'], line: number, words: string): StatedPart {
  const text = words.trim();
  // What follows the first sentence tells a story, with durations of its own.
  const first = /^(?:\([^()]{0,1000}\)|[^(.]|\.(?=\d))*/.exec(text)?.[0] ?? text;
  return { kind, line, text: first.trim(), duration: readDuration(first) };
}
