import { Glob, matchesGlob } from '../kernel/glob.ts';
import { readPath } from './diff-path.ts';

/** What `.gitattributes` says of files that people did not write here; undefined is silence, and the last word counts. */
export interface LinguistWord {
  readonly generated?: boolean;
  readonly vendored?: boolean;
  readonly documentation?: boolean;
}

/** One line of `.gitattributes` that speaks of them. */
export interface AttributeRule {
  readonly pattern: string;
  readonly word: LinguistWord;
}

/**
 * Reads the linguist attributes of a `.gitattributes` at the root of a repository. Lines with other attributes, and
 * patterns that git would not accept or that we cannot match exactly, say nothing, so that a file is rather read.
 */
export function parseGitAttributes(text: string): readonly AttributeRule[] {
  return text.split('\n').flatMap((line) => parseRule(line.trim()));
}

/** What the rules say of a path, later lines over earlier ones. */
export function linguistWord(path: string, rules: readonly AttributeRule[]): LinguistWord {
  return Object.assign({}, ...rules.filter(({ pattern }) => covers(pattern, path)).map(({ word }) => word));
}

function parseRule(line: string): AttributeRule[] {
  const found = /^("(?:[^"\\]|\\.)*"|\S+)\s+(.+)$/.exec(line);
  if (found === null || line.startsWith('#')) return [];
  const pattern = readPath(found[1] ?? '');
  const words = (found[2] ?? '').split(/\s+/).map(parseWord);
  const word: LinguistWord = Object.assign({}, ...words);
  const speaks = Object.keys(word).length > 0;
  const isExact = !/[{}!\\]/.test(pattern) && !pattern.endsWith('/') && Glob.safeParse(pattern).success;
  return speaks && isExact ? [{ pattern, word }] : [];
}

function parseWord(attribute: string): LinguistWord {
  const found = /^([-!]?)linguist-(generated|vendored|documentation)(?:=(.*))?$/.exec(attribute);
  const [, sign, name = '', value] = found ?? [];
  if (found === null) return {};
  if (sign === '!') return { [name]: undefined };
  return { [name]: sign === '' && value !== 'false' && value !== '0' };
}

/** Unlike `.gitignore`, a pattern that names a folder says nothing of the files in it. */
function covers(pattern: string, path: string): boolean {
  if (/[*?[]/.test(pattern)) return matchesGlob(path, pattern);
  if (!pattern.includes('/')) return path.slice(path.lastIndexOf('/') + 1) === pattern;
  return path === pattern.replace(/^\//, '');
}
