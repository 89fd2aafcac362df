import type { DiagnosisFacts } from './diagnosis/facts.ts';
import { DIAGNOSIS_KEYS, PLATFORM_KEYS, readDiagnosisInput } from './diagnosis/input.ts';
import { type EventLine, type LogValue, type MalformedLine, parseLogLine } from './log-line.ts';

/** What the blocks `=== CORRELATION DATA ===` of a log say (manual §6.3, ADR-30). */
export interface CorrelationData {
  /** One for each run and crypto, in the order of the log. */
  readonly runs: readonly DiagnosisFacts[];
  /** Lines of the blocks that cannot be read, with their numbers. */
  readonly malformed: readonly (MalformedLine & { readonly line: number })[];
}

const BEGIN = /===+\s*CORRELATION DATA\s*===+/;
const END = /(?:^|\s)={3,}(?:\s[^=]*\s={3,})?\s*$/;
const EVENT = 'correlation_data';

/**
 * The facts of each run in a log: of its blocks, or of the lines `event=correlation_data` where it has no block. Fields
 * that no diagnosis reads are left out. A figure given twice with two values, and one that stands on a line that cannot
 * be read, is unknown; a log that says nothing of the platform leaves it unknown.
 */
export function readCorrelationData(text: string, fileName: string): CorrelationData {
  const lines = structuredLines(text);
  const runs: Gathered[] = [];
  const malformed: (MalformedLine & { line: number })[] = [];
  for (const { block, line, parsed } of lines) {
    if (parsed.kind === 'malformed') {
      malformed.push({ ...parsed, line });
      placeOf(runs, block).broken.push(parsed.raw);
    } else gather(runs, block, parsed);
  }
  return { runs: runs.map((run) => factsOf(run, fileName)), malformed };
}

interface PlacedLine {
  /** Which block it stands in, counted from 0. */
  readonly block: number;
  readonly line: number;
  readonly parsed: EventLine | MalformedLine;
}

function structuredLines(text: string): readonly PlacedLine[] {
  const hasBlocks = BEGIN.test(text);
  const placed: PlacedLine[] = [];
  let block = hasBlocks ? -1 : 0;
  let inside = !hasBlocks;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (BEGIN.test(raw)) {
      block += 1;
      inside = true;
    } else if (hasBlocks && END.test(raw)) inside = false;
    else if (inside && isAbout(raw, hasBlocks)) placed.push({ block, line: index + 1, parsed: parseLogLine(raw) });
  }
  return placed;
}

/** Inside a block every structured line counts; outside only those that name the event. */
function isAbout(raw: string, inBlock: boolean): boolean {
  return inBlock ? /(?:^|\s)[A-Za-z_][\w.-]*=/.test(raw) : new RegExp(`(?:^|\\s)event=${EVENT}(?:\\s|$)`).test(raw);
}

interface Gathered {
  readonly block: number;
  readonly values: Map<string, unknown>;
  /** Raw lines that could not be read. */
  readonly broken: string[];
}

function placeOf(runs: Gathered[], block: number): Gathered {
  const last = runs.at(-1);
  if (last !== undefined && last.block === block) return last;
  const fresh: Gathered = { block, values: new Map(), broken: [] };
  runs.push(fresh);
  return fresh;
}

/** Adds the fields of a line to its run; another run or crypto begins a new one. */
function gather(runs: Gathered[], block: number, { fields }: EventLine): void {
  const last = placeOf(runs, block);
  const isOther = ['run', 'crypto'].some((key) => {
    const named = fields.get(key)?.text;
    return named !== undefined && last.values.has(key) && last.values.get(key) !== named;
  });
  if (isOther) runs.push({ block, values: new Map(), broken: [] });
  const { values } = placeOf(runs, block);
  for (const [key, value] of fields) {
    const read = readField(key, value);
    const before = values.get(key);
    const isSame = before === undefined || JSON.stringify(before) === JSON.stringify(read);
    values.set(key, isSame ? read : `${asWritten(before)} and ${asWritten(read)}`);
  }
}

function asWritten(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const TEXTS = ['run', 'crypto', 's22a1_status', 'platform'];
const LISTS = ['trial_scores', 'pods_down'];

function readField(key: string, { text, number }: LogValue): unknown {
  if (TEXTS.includes(key)) return text;
  if (LISTS.includes(key)) return listOf(text, key);
  if (text === 'true' || text === 'false') return text === 'true';
  return number ?? text;
}

/** `0.1,0.2,-1000`, with or without brackets. */
function listOf(text: string, key: string): readonly unknown[] {
  const inner = text.trim().replace(/^\[(.*)\]$/s, '$1');
  const parts = inner.trim() === '' ? [] : inner.split(',').map((part) => part.trim());
  return key === 'pods_down'
    ? parts
    : parts.map((part) => (part !== '' && Number.isFinite(Number(part)) ? Number(part) : part));
}

function factsOf({ values, broken }: Gathered, fileName: string): DiagnosisFacts {
  const all = new Map([...lostOn(broken), ...values]);
  const pick = (keys: readonly string[]) => Object.fromEntries([...all].filter(([key]) => keys.includes(key)));
  const platform = all.get('platform') === 'not_assessed' ? 'not_assessed' : pick(PLATFORM_KEYS);
  return readDiagnosisInput({ ...pick(DIAGNOSIS_KEYS), platform }, fileName);
}

/** Keys that broken lines name: what they give is not known, but that they give something is. */
function lostOn(broken: readonly string[]): readonly (readonly [string, unknown])[] {
  return broken.flatMap((raw) =>
    [...raw.matchAll(/(?:^|\s)([A-Za-z_][\w.-]*)=(\S*)/g)].map(([, key = '', value = '']) =>
      TEXTS.includes(key)
        ? ([key, value.replaceAll('"', '')] as const)
        : ([key, 'on a line that cannot be read'] as const),
    ),
  );
}
