import type { Hunk } from './change.ts';
import { parseHunk, refuseDisorder, startsHunk } from './diff-hunk.ts';
import { isInside, joinPaths, NO_FILE, namesPath, readCommonPath, readPath } from './diff-path.ts';
import { type DiffSource, diffError, showLine } from './diff-source.ts';

/** What a diff says of one file, before it is understood as a change. */
export interface DiffSection {
  readonly path: string;
  readonly previousPath: string | null;
  readonly kind: 'added' | 'modified' | 'deleted' | 'renamed' | 'copied';
  readonly binary: boolean;
  /** Git's file modes that were named, e.g. `100644`, `120000`. */
  readonly modes: readonly string[];
  readonly hunks: readonly Hunk[];
  /** Index of its first line. */
  readonly at: number;
}

/** A section and the index of the line behind it. */
export interface SectionReading {
  readonly section: DiffSection;
  readonly next: number;
}

/** Reads the section that begins at a line; null when the line begins none. */
export function parseSection(source: DiffSource, at: number): SectionReading | null {
  const line = source.lines[at] ?? '';
  if (/^diff --(?:cc|combined) /.test(line)) throw combined(source, at);
  if (line.startsWith('diff --git ')) return parseGitSection(source, at);
  if (startsPlainFile(source, at)) return parsePlainSection(source, at);
  return parseBinaryNotice(source, at) ?? parseSubmoduleNotice(source, at);
}

function parseGitSection(source: DiffSource, at: number): SectionReading {
  const header = parseGitHeader(source, at + 1);
  const names = parseNames(source, header.next);
  const body = parseBody(source, names?.next ?? header.next);
  if (names !== null && body.hunks.length === 0) throw hunkless(source, body.next);
  const previousPath = header.fields.get('rename from') ?? header.fields.get('rename old') ?? null;
  const path = readGitPath(source, at, { header, names });
  refuseOtherNames(source, header.next, { path, previousPath: header.fields.get('copy from') ?? previousPath, names });
  const section = { path, previousPath, kind: gitKind(header, names), binary: body.binary, modes: modesOf(header) };
  return { section: inside(source, { ...section, hunks: body.hunks, at }), next: body.next };
}

interface GitHeader {
  /** The words before the value, e.g. `rename from`; paths are unquoted. */
  readonly fields: ReadonlyMap<string, string>;
  readonly next: number;
}

const MODE_FIELD =
  /^(old mode|new mode|deleted file mode|new file mode|similarity index|dissimilarity index|index) (.+)$/s;
const PATH_FIELD = /^((?:rename|copy) (?:from|to|old|new)) (.+)$/s;

function parseGitHeader(source: DiffSource, at: number): GitHeader {
  const fields = new Map<string, string>();
  for (let next = at; ; next += 1) {
    const line = source.lines[next] ?? '';
    const path = PATH_FIELD.exec(line);
    const found = path ?? MODE_FIELD.exec(line);
    if (found === null) return { fields, next };
    const [, field = '', value = ''] = found;
    fields.set(field, path === null ? value : readPath(value));
  }
}

/** Modes stand in fields of their own, or behind the ids when the mode did not change: `index 12ab..34cd 100644`. */
function modesOf({ fields }: GitHeader): readonly string[] {
  const named = ['old mode', 'new mode', 'deleted file mode', 'new file mode'].map((field) => fields.get(field));
  return [...named, fields.get('index')?.split(' ')[1]].filter((mode) => mode !== undefined);
}

function gitKind({ fields }: GitHeader, names: Names | null): DiffSection['kind'] {
  if (fields.has('rename from') || fields.has('rename old')) return 'renamed';
  if (fields.has('copy from')) return 'copied';
  if (fields.has('new file mode') || names?.before === NO_FILE) return 'added';
  return fields.has('deleted file mode') || names?.after === NO_FILE ? 'deleted' : 'modified';
}

function readGitPath(
  source: DiffSource,
  at: number,
  { header, names }: { header: GitHeader; names: Names | null },
): string {
  const line = source.lines[at] ?? '';
  const { fields } = header;
  const moved = fields.get('rename to') ?? fields.get('rename new') ?? fields.get('copy to');
  const path = moved ?? readCommonPath(line.slice('diff --git '.length), ' ');
  if (path !== null) return path;
  if (names !== null) return joinPaths(names.before, names.after);
  const expected = 'one path twice, such as "diff --git a/src/run.py b/src/run.py", or rename lines below it';
  throw diffError(source, at, { found: `${showLine(source, at)} names no single file`, expected });
}

interface NamedPaths {
  readonly path: string;
  readonly previousPath: string | null;
  readonly names: Names | null;
}

/** A section that shows one name and patches another is a mistake or a trick. */
function refuseOtherNames(source: DiffSource, at: number, { path, previousPath, names }: NamedPaths): void {
  if (names === null) return;
  const wrong = !namesPath(names.before, previousPath ?? path) ? at : !namesPath(names.after, path) ? at + 1 : null;
  if (wrong === null) return;
  const expected = `the file that the section began with, ${JSON.stringify(wrong === at ? (previousPath ?? path) : path)}`;
  throw diffError(source, wrong, { found: `${showLine(source, wrong)} names another file`, expected });
}

interface Names {
  readonly before: string;
  readonly after: string;
  readonly next: number;
}

function parseNames(source: DiffSource, at: number): Names | null {
  if (!hasNames(source, at)) return null;
  const [before, after] = [nameAt(source, at), nameAt(source, at + 1)];
  return { before, after, next: at + 2 };
}

function hasNames(source: DiffSource, at: number): boolean {
  return [source.lines[at]?.startsWith('--- '), source.lines[at + 1]?.startsWith('+++ ')].every(Boolean);
}

function nameAt(source: DiffSource, at: number): string {
  return readPath(source.lines[at]?.slice(4) ?? '');
}

/** Outside of git only a hunk below the names tells a file from a line of dashes. */
function startsPlainFile(source: DiffSource, at: number): boolean {
  return hasNames(source, at) && startsHunk(source.lines[at + 2]);
}

function parsePlainSection(source: DiffSource, at: number): SectionReading {
  const { hunks, next } = parseBody(source, at + 2);
  const path = joinPaths(nameAt(source, at), nameAt(source, at + 1));
  const isNew = isAbsent(
    source,
    at,
    hunks.every((hunk) => hunk.oldLines === 0),
  );
  const isGone = isAbsent(
    source,
    at + 1,
    hunks.every((hunk) => hunk.newLines === 0),
  );
  const kind = isNew ? 'added' : isGone ? 'deleted' : 'modified';
  return { section: inside(source, { ...bare(path, at), kind, hunks }), next };
}

function bare(path: string, at: number): DiffSection {
  return { path, previousPath: null, kind: 'modified', binary: false, modes: [], hunks: [], at };
}

/** `diff -N` dates an absent file at the epoch, in local time: `1969-12-31 19:00:00.000000000 -0500`. */
function isAbsent(source: DiffSource, at: number, isBlank: boolean): boolean {
  if (nameAt(source, at) === NO_FILE) return true;
  const stamp = source.lines[at]?.split('\t')[1] ?? '';
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.0+)? ([+-]\d\d)(\d\d)$/.exec(stamp);
  return isBlank && found !== null && Date.parse(`${found[1]}T${found[2]}${found[3]}:${found[4]}`) === 0;
}

interface Body {
  readonly binary: boolean;
  readonly hunks: readonly Hunk[];
  readonly next: number;
}

function parseBody(source: DiffSource, at: number): Body {
  const line = source.lines[at] ?? '';
  if (line === 'GIT binary patch' || /^Binary files .* differ$/s.test(line))
    return { binary: true, hunks: [], next: at + 1 };
  const hunks: Hunk[] = [];
  let next = at;
  while (startsHunk(source.lines[next])) {
    if (source.lines[next]?.startsWith('@@@')) throw combined(source, next);
    const reading = parseHunk(source, next);
    hunks.push(reading.hunk);
    refuseDisorder(source, next, hunks);
    next = reading.next;
  }
  return { binary: false, hunks, next };
}

/** `diff -r` says of binary files only that they differ. */
function parseBinaryNotice(source: DiffSource, at: number): SectionReading | null {
  const names = /^Binary files (.+) differ$/s.exec(source.lines[at] ?? '')?.[1];
  const path = names === undefined ? null : readCommonPath(names, ' and ');
  return path === null ? null : { section: inside(source, { ...bare(path, at), binary: true }), next: at + 1 };
}

/** `diff.submodule=log` writes a sentence in place of a section: `Submodule lib 12ab34c..56de78f:`. */
function parseSubmoduleNotice(source: DiffSource, at: number): SectionReading | null {
  const found = /^Submodule (.+) [0-9a-f]{7,}\.{2,3}[0-9a-f]{7,}(?: \((.*)\))?:?$/s.exec(source.lines[at] ?? '');
  if (found === null) return null;
  const kind = found[2] === 'new submodule' ? 'added' : found[2] === 'submodule deleted' ? 'deleted' : 'modified';
  return { section: inside(source, { ...bare(found[1] ?? '', at), kind, modes: ['160000'] }), next: at + 1 };
}

/** Gives the section back when its paths stay in the repository. */
function inside(source: DiffSource, section: DiffSection): DiffSection {
  const stray = [section.path, section.previousPath ?? section.path].find((path) => !isInside(path));
  if (stray === undefined) return section;
  const expected = 'a path inside the repository, such as "src/run.py"';
  throw diffError(source, section.at, {
    found: `the file ${JSON.stringify(stray)} stands outside the repository`,
    expected,
  });
}

function combined(source: DiffSource, at: number): Error {
  return diffError(source, at, {
    found: 'this is a combined diff, as git writes it for a merge; it has no single text before the change',
    expected: 'a diff between two commits',
    advice: 'Make one with "git diff BASE...HEAD".',
  });
}

function hunkless(source: DiffSource, at: number): Error {
  const expected = 'a hunk, which begins with "@@ -"';
  return diffError(source, at, {
    found: `no hunk follows the names of the file, but ${showLine(source, at)}`,
    expected,
  });
}
