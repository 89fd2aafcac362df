import { DEEPEST_KEYS, readFlow, unquote } from './flow.ts';
import type { Setting, TextLine } from './setting.ts';

/** Reads YAML by the indentation of its keys. */
export function readBlocks(lines: readonly TextLine[]): readonly Setting[] {
  const walk: Walk = { settings: [], around: [], prose: null };
  for (let at = 0; at < lines.length; ) at += readLine(walk, lines, at);
  return walk.settings;
}

interface Walk {
  readonly settings: Setting[];
  /** The keys above, each with its column. */
  around: { readonly key: string; readonly column: number }[];
  /** The column of the key whose text over several lines is being passed over. */
  prose: number | null;
}

const PROSE = /^[|>][-+\d]*\s*(?:#.*)?$/;

/** How many lines were read. */
function readLine(walk: Walk, lines: readonly TextLine[], at: number): number {
  const { line, text } = lines[at] ?? { line: 0, text: '' };
  const content = text.trimStart();
  if (content === '' || content.startsWith('#')) return 1;
  const indent = text.length - content.length;
  if (walk.prose !== null && indent > walk.prose) return 1;
  walk.prose = null;
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) {
    walk.around = [];
    return 1;
  }
  const dashes = /^(?:-\s+)*/.exec(content)?.[0].length ?? 0;
  const column = indent + dashes;
  const entry = entryOf(content.slice(dashes));
  const isItem = entry.key === null;
  const limit = isItem ? indent + (dashes > 0 ? 1 : 0) : column;
  while ((walk.around.at(-1)?.column ?? -1) >= limit) walk.around.pop();
  if (entry.key !== null) walk.around.push({ key: entry.key, column });
  if (PROSE.test(entry.value)) walk.prose = isItem ? indent : column;
  return addEntry(walk, { lines, at, line, entry });
}

interface Entry {
  readonly key: string | null;
  readonly value: string;
}

/** A line without a key is an item of a list, or goes on with the value above it. */
function entryOf(content: string): Entry {
  if (/^[{[]/.test(content)) return { key: null, value: content };
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(content)?.[0] ?? '';
  const colon = content.slice(quoted.length).search(/:(?:\s|$)/);
  const comment = content.slice(quoted.length).search(/\s#/);
  if (colon < 0 || (comment >= 0 && comment < colon)) return { key: null, value: content };
  const at = quoted.length + colon;
  return { key: unquote(content.slice(0, at).trim()), value: withoutMarks(content.slice(at + 1).trim()) };
}

/** Without the anchor and the tag in front of a value. */
function withoutMarks(value: string): string {
  return value.replace(/^(?:[&!]\S*\s+)+/, '');
}

interface Place {
  readonly lines: readonly TextLine[];
  readonly at: number;
  readonly line: number;
  readonly entry: Entry;
}

function addEntry({ settings, around, prose }: Walk, { lines, at, line, entry }: Place): number {
  const keys = around.slice(-DEEPEST_KEYS).map(({ key }) => key);
  const isItem = entry.key === null;
  const isFlow = /^[{[]/.test(entry.value);
  const value = isFlow || prose !== null ? '' : plainValue(entry.value);
  if (!isItem || value !== '') settings.push({ keys, value, line, valueLine: line, isItem });
  if (!isFlow) return 1;
  const flow = readFlow([{ line, text: entry.value }, ...lines.slice(at + 1, at + LONGEST)], { keys, comment: '#' });
  settings.push(...flow.settings);
  return flow.lines;
}

/** Most lines of one value in brackets. */
const LONGEST = 1_000;

function plainValue(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(value)?.[0];
  return quoted === undefined ? value.replace(/(?:^|\s)#.*$/, '').trim() : unquote(quoted);
}
