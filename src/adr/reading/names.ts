import { Glob } from '../../kernel/glob.ts';
import type { SourceBlock, SourceLine } from '../../kernel/markdown/reading/source-block.ts';
import { followLink } from '../link-target.ts';
import type { DecisionRecord } from '../record.ts';
import type { ReadSection } from './sections.ts';

/** What a record names of the repository it decides about. */
export type RecordNames = Pick<DecisionRecord, 'paths' | 'components'>;

/** The paths that a record names in code spans and under *Affected paths*, and the components in code spans; each once. */
export function readNames(blocks: readonly SourceBlock[], sections: readonly ReadSection[], path: string): RecordNames {
  const listed = sections.filter(({ section }) => section.kind === 'paths').flatMap((each) => linesOf(each.blocks));
  const lines = linesOf(blocks);
  const globs = [
    ...listed.flatMap((line) => wordsIn(line).map((glob) => ({ glob: globIn(glob, path), line: line.line }))),
    ...lines.flatMap((line) => codeIn(line).map((code) => ({ glob: pathIn(code, path), line: line.line }))),
  ];
  const components = lines.flatMap((line) =>
    codeIn(line).flatMap((code) => componentsIn(code).map((name) => ({ name, line: line.line }))),
  );
  const paths = globs.flatMap(({ glob, line }) => (glob === null ? [] : [{ glob, line }]));
  return { paths: firsts(paths, ({ glob }) => glob), components: firsts(components, ({ name }) => name) };
}

function linesOf(blocks: readonly SourceBlock[]): readonly SourceLine[] {
  return blocks.flatMap((block) => (block.kind === 'code' ? [] : block.lines));
}

function codeIn({ pieces }: SourceLine): readonly string[] {
  return pieces.flatMap(({ kind, text }) => (kind === 'code' ? [text.trim()] : []));
}

/** Under *Affected paths* code spans are paths whatever they look like; without any, the first word of the line is. */
function wordsIn(line: SourceLine): readonly string[] {
  const code = codeIn(line);
  if (code.length > 0) return code;
  const [first] = line.pieces;
  if (first?.kind === 'link') return [first.target];
  const [word = ''] = first?.kind === 'text' ? first.text.trim().split(/[\s,;:]+/) : [];
  return /[/.*]/.test(word.slice(0, -1)) || word.endsWith('/') ? [word] : [];
}

const PLAIN_PATH =
  /^(?:\.{0,2}\/)?[\p{L}\p{N}_.{*[(-][\p{L}\p{N}_.{}*?[\]()@+,-]*(?:\/[\p{L}\p{N}_.{}*?[\]()@+,-]*)+$/u;

/** A code span that looks like a path of the repository: with a slash, without blanks, and no address. */
function pathIn(code: string, from: string): string | null {
  const path = code.replace(/:\d+(?:-\d+)?$/, '');
  return PLAIN_PATH.test(path) && /[\p{L}\p{N}_]{2}/u.test(path) && !/^\/|\/\//.test(path) ? globIn(path, from) : null;
}

/** A path as a glob from the root; null for one that leaves the repository or is none. */
function globIn(written: string, from: string): string | null {
  const isRelative = /^\.\.\//.test(written);
  const target = isRelative ? followLink(from, written) : null;
  if (target !== null && target.kind !== 'path') return null;
  const glob = target?.path ?? written.replace(/^(?:\.?\/)+/, '');
  return /[\p{L}\p{N}]/u.test(glob) && !/\s/.test(glob) && Glob.safeParse(glob).success ? glob : null;
}

/** A name of more than one word in one of the spellings of code, also with a call behind it or a module before it. */
function componentsIn(code: string): readonly string[] {
  const name = code.replace(/\(\)$/, '');
  if (!/^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)*$/u.test(name)) return [];
  return name.split('.').filter((part) => /^\p{L}.*(?:[-_]\p{L}|\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll})/u.test(part));
}

function firsts<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
