import type { Surroundings } from '../surroundings.ts';
import { normalizeName } from './distribution.ts';

/** What one requirement file declares. */
export interface Declared {
  readonly path: string;
  /** Names as the package index compares them. */
  readonly names: ReadonlySet<string>;
}

type RequirementFiles = Surroundings['requirements'];

/**
 * The packages that each requirement file declares, with those of the configured files that it includes; its other option
 * lines declare nothing. A file that cannot be read, or names a folder that may be anything, is left out.
 */
export function readDeclared(files: RequirementFiles): readonly Declared[] {
  return files.flatMap(({ path }) => {
    const names = new Set<string>();
    return collect(path, files, { names, seen: new Set() }) ? [{ path, names }] : [];
  });
}

interface Collection {
  readonly names: Set<string>;
  readonly seen: Set<string>;
}

/** False when something that may declare anything stands in the file. */
function collect(path: string, files: RequirementFiles, collection: Collection): boolean {
  if (collection.seen.has(path)) return true;
  collection.seen.add(path);
  const text = files.find((file) => file.path === path)?.text ?? null;
  if (text === null) return false;
  if (/\.toml$|(^|\/)Pipfile$/.test(path)) return collectLoosely(text, collection);
  return logicalLines(text).every((line) => collectLine(line, path, { files, collection }));
}

const LEADING_NAME = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)/;

/** In TOML every key and text may be a package; nobody is told that one is missing which may be there. */
function collectLoosely(text: string, { names }: Collection): boolean {
  for (const line of text.split('\n')) {
    const key = /^\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=/.exec(line)?.[1];
    if (key !== undefined) names.add(normalizeName(key));
    for (const [, , quoted = ''] of line.matchAll(/(["'])([^"']*)\1/g)) {
      const name = LEADING_NAME.exec(quoted)?.[1];
      if (name !== undefined) names.add(normalizeName(name));
    }
  }
  return true;
}

/** The lines as pip reads them: without comments, and with what a backslash continues. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let begun = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const isComment = /^\s*#/.test(line);
    if (line.endsWith('\\') && !isComment) {
      begun += line.slice(0, -1);
      continue;
    }
    lines.push(begun + (isComment ? '' : line));
    begun = '';
  }
  return [...lines, begun].map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

interface Place {
  readonly files: RequirementFiles;
  readonly collection: Collection;
}

const INCLUDE = /^(?:-r\s*|--requirement[\s=]+)(\S+)/;
const EDITABLE = /^(?:-e\s*|--editable[\s=]+)(\S.*)$/;

function collectLine(line: string, path: string, { files, collection }: Place): boolean {
  const included = INCLUDE.exec(line)?.[1];
  if (included !== undefined) return collectIncluded(resolvePath(path, included), { files, collection });
  const editable = EDITABLE.exec(line)?.[1];
  const isOption = line.startsWith('-');
  if (editable === undefined && isOption) return true;
  const name = nameOf(editable ?? line);
  if (name === null) return isOption;
  collection.names.add(normalizeName(name));
  return true;
}

/** A file that is not configured adds nothing: only what stands in the configured ones is declared. */
function collectIncluded(path: string, { files, collection }: Place): boolean {
  return files.some((file) => file.path === path) ? collect(path, files, collection) : true;
}

/** The package of a requirement, also of an address or a path; null for the project itself, which may bring anything. */
function nameOf(requirement: string): string | null {
  const egg = /[#&]egg=([\w.-]+)/.exec(requirement)?.[1];
  if (egg !== undefined) return egg;
  const isAddress =
    /^[\w+]+:\/\//.test(requirement) || /^\.{0,2}\//.test(requirement) || /^\.+(?:\[|$)/.test(requirement);
  if (!isAddress) return LEADING_NAME.exec(requirement)?.[1] ?? requirement;
  const last = requirement
    .replace(/[#?;@].*$|\[.*$/, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1);
  const name = (last ?? '').replace(/-\d.*$|\.(?:git|whl|zip|tar\.\w+)$/, '');
  return /^\.*$/.test(name) ? null : name;
}

/** A path that is written in a file, from the root of the repository. */
function resolvePath(from: string, written: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of written.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
