/** One line of a structured log: `event=seed_summary rows=12 note="two words"`. */
export type LogLine = EventLine | MalformedLine;

/** A line that was read in full. */
export interface EventLine {
  readonly kind: 'event';
  readonly event: string;
  /** Every field but the event, by key, in the order of the line. */
  readonly fields: ReadonlyMap<string, LogValue>;
  readonly raw: string;
}

/** A line that was not read; nothing of it is guessed, and its text is kept whole. */
export interface MalformedLine {
  readonly kind: 'malformed';
  /** One sentence without a full stop: what is wrong. */
  readonly why: string;
  /** Where, counted from 1 in the raw text. */
  readonly column: number;
  readonly raw: string;
}

/** A value as it was written; `number` only where an unquoted token is one as a whole. */
export interface LogValue {
  readonly text: string;
  readonly number: number | null;
}

/** A log by its lines. */
export interface ParsedLog {
  readonly events: readonly EventLine[];
  /** Lines that name an event and cannot be read. */
  readonly malformed: readonly (MalformedLine & { readonly line: number })[];
  /** How many lines are no structured ones, such as a banner or a traceback. */
  readonly plain: number;
}

const LONGEST_LINE = 65_536;
const KEY = /[A-Za-z_][\w.-]*/y;
const BARE = /[^\s"=]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const SPACE = /[ \t]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** What runners write before a message: moments, places and levels. */
const DECORATION =
  /^(?:(?:\[[^\]\n]{0,200}\]|\{[^}\n]{0,200}\}|\d{4}-\d\d-\d\d[T ][\d:.,]{5,18}(?:Z|[+-]\d\d:?\d\d)?|(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL)\b:?|-|\|)[ \t]+)+(?=[A-Za-z_][\w.-]*=)/;
const NAMES_EVENT = /(?:^|[ \t])event=/;

/** Reads every line of a log; a line that does not name an event is plain text. */
export function parseLog(text: string): ParsedLog {
  const events: EventLine[] = [];
  const malformed: (MalformedLine & { line: number })[] = [];
  let plain = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue;
    if (!NAMES_EVENT.test(raw)) {
      plain += 1;
      continue;
    }
    const line = parseLogLine(raw);
    if (line.kind === 'event') events.push(line);
    else malformed.push({ ...line, line: index + 1 });
  }
  return { events, malformed, plain };
}

/**
 * Reads one line of logfmt, strictly: a bare word, a key given twice, a quotation that does not end, an unknown escape
 * and a missing event are each an error, and the line then says nothing. What a runner writes before it is left out.
 */
export function parseLogLine(raw: string): LogLine {
  const malformed = (why: string, column: number): MalformedLine => ({ kind: 'malformed', why, column, raw });
  if (raw.length > LONGEST_LINE) return malformed(`the line is longer than ${LONGEST_LINE} characters`, 1);
  const start = DECORATION.exec(raw)?.[0].length ?? raw.length - raw.trimStart().length;
  const found = readPairs(raw, start);
  if (!(found instanceof Map)) return malformed(found.why, found.at + 1);
  const event = found.get('event');
  if (event === undefined) return malformed('no event is named', 1);
  if (event.text === '') return malformed('the event has no name', 1);
  found.delete('event');
  return { kind: 'event', event: event.text, fields: found, raw };
}

interface Fault {
  readonly why: string;
  /** Counted from 0. */
  readonly at: number;
}

function readPairs(text: string, start: number): Map<string, LogValue> | Fault {
  const pairs = new Map<string, LogValue>();
  let at = start;
  const end = text.trimEnd().length;
  while (at < end) {
    const key = take(KEY, text, at);
    if (key === null) return { why: `no key can begin with ${quote(text, at)}`, at };
    if (text[at + key.length] !== '=') return { why: `the word ${JSON.stringify(key)} has no value`, at };
    if (pairs.has(key)) return { why: `the key ${key} is given twice`, at };
    const value = readValue(text, at + key.length + 1);
    if ('why' in value) return value;
    pairs.set(key, value.value);
    at = value.end;
    if (at >= end) break;
    const space = take(SPACE, text, at);
    if (space === null) return { why: `${quote(text, at)} stands in a value without quotation marks`, at };
    at += space.length;
  }
  return pairs;
}

function readValue(text: string, at: number): { readonly value: LogValue; readonly end: number } | Fault {
  if (text[at] !== '"') {
    const bare = take(BARE, text, at) ?? '';
    return { value: { text: bare, number: numberOf(bare) }, end: at + bare.length };
  }
  const quoted = take(QUOTED, text, at);
  if (quoted === null) return { why: 'a quotation does not end', at };
  const inner = quoted.slice(1, -1);
  const strange = /\\[^"\\nrt]/.exec(inner.replaceAll('\\\\', '  '));
  if (strange !== null) return { why: `the escape ${strange[0]} is unknown`, at: at + 1 + strange.index };
  return { value: { text: withoutEscapes(inner), number: null }, end: at + quoted.length };
}

function take(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** A whole number that a double cannot hold stays text, as an id does. */
function numberOf(token: string): number | null {
  if (!NUMBER.test(token)) return null;
  const value = Number(token);
  if (!Number.isFinite(value)) return null;
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(value) ? null : value;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutEscapes(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function quote(text: string, at: number): string {
  return JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));
}
