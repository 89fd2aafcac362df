import { readFlow, unquote } from './flow.ts';
import type { Setting, TextLine } from './setting.ts';

/** Reads `key = value` below `[section]` lines, as TOML, INI and files of variables have them. */
export function readTable(lines: readonly TextLine[]): readonly Setting[] {
  const settings: Setting[] = [];
  let section: readonly string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const header = HEADER.exec(line.text)?.[1];
    if (header !== undefined) {
      section = keysOf(header);
      settings.push({ keys: section, value: '', line: line.line, valueLine: line.line, isItem: false });
    } else at += readEntry(lines, at, { section, settings }) - 1;
  }
  return settings;
}

const HEADER = /^\s*\[{1,2}([^[\]=]+)\]{1,2}\s*(?:[#;].*)?$/;
const COMMENT = /^\s*[#;!]/;

interface Table {
  readonly section: readonly string[];
  readonly settings: Setting[];
}

/** How many lines an entry takes. */
function readEntry(lines: readonly TextLine[], at: number, { section, settings }: Table): number {
  const { line, text } = lines[at] ?? { line: 0, text: '' };
  const mark = COMMENT.test(text) ? -1 : text.search(/[=:]/);
  if (mark <= 0) return 1;
  const keys = [...section, ...keysOf(text.slice(0, mark).replace(/^\s*export\s+/, ''))];
  const value = text.slice(mark + 1).trim();
  const add = (content: string) => settings.push({ keys, value: content, line, valueLine: line, isItem: false });
  if (/^[{[]/.test(value)) {
    add('');
    const flow = readFlow([{ line, text: value }, ...lines.slice(at + 1, at + LONGEST)], { keys, comment: '#' });
    settings.push(...flow.settings);
    return flow.lines;
  }
  const block = /^(?:"""|''')/.exec(value)?.[0];
  if (block === undefined) add(plainValue(value));
  return block === undefined || value.includes(block, block.length) ? 1 : linesOfBlock(lines, at, block);
}

/** Most lines of one value. */
const LONGEST = 1_000;

/** A text over several lines is prose; an unfinished one is not looked for for ever. */
function linesOfBlock(lines: readonly TextLine[], at: number, quotes: string): number {
  const end = lines.slice(at + 1, at + LONGEST).findIndex(({ text }) => text.includes(quotes));
  return end < 0 ? 1 : end + 2;
}

const KEYS = /"[^"]*"|'[^']*'|[^.\s"']+/g;

function keysOf(text: string): readonly string[] {
  return (text.match(KEYS) ?? []).map(unquote);
}

function plainValue(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')/.exec(value)?.[0];
  return quoted === undefined ? value.replace(/\s+[#;].*$/, '').trim() : unquote(quoted);
}
