import { type ChangedFile, changedLineCount } from './change.ts';
import {
  type AsideKind,
  asideTable,
  configTable,
  docsTable,
  type FileKind,
  generatedMarkers,
  minifiableEndings,
  type NameRule,
  noteTable,
  programEndings,
  specFolders,
  testTable,
} from './file-kind-tables.ts';
import { type AttributeRule, type LinguistWord, linguistWord } from './git-attributes.ts';

export type { AsideKind, FileKind };

/** What a file is, told by its path, the head of its text before the change and the repository's own word. */
export interface FileClass {
  readonly kind: FileKind;
  /** Set when the file should be listed and not read. */
  readonly aside: Aside | null;
  /** What a reader should know before reading, null when there is nothing. */
  readonly note: string | null;
}

/** Why a file is listed and not read. */
export interface Aside {
  readonly as: AsideKind;
  /** By what it was told: `its name`, `the folder vendor/`, `line 1 says so`, `.gitattributes`. */
  readonly because: string;
}

/** How many lines of a file are searched for a generator's signature. */
const HEAD_LINES = 10;
/** How many characters of a file are looked at for its line length. */
const HEAD_LENGTH = 20_000;
/** Mean line length, in characters, from which a script counts as minified; written code stays under a third of it. */
const MINIFIED_MEAN = 300;

/**
 * Classes a changed file by its path and the text that stood there before it. A change cannot put aside what was read so
 * far: what a new file says of itself and how long its lines are does not count, only its name and its folders; a
 * renamed file stays aside only where it stood aside before. The attribute rules have the last word; take them from
 * the base for the same reason.
 */
export function classifyFile(file: ChangedFile, rules: readonly AttributeRule[] = []): FileClass {
  const told = classifyText(file.path, file.before, rules);
  const { previousPath } = file;
  const wasAside = previousPath === null || classifyText(previousPath, file.before, rules).aside !== null;
  return wasAside ? told : { ...told, aside: null };
}

/** Classes a file by its path and its text; a null text, unknown or not to be believed, says nothing. */
export function classifyText(path: string, text: string | null, rules: readonly AttributeRule[] = []): FileClass {
  const word = linguistWord(path, rules);
  const kind = word.documentation === true ? 'docs' : kindOf(path);
  return { kind, aside: asideOf(path, text, word), note: noteOf(path) };
}

/** A changed file with its class. */
export interface ClassedFile {
  readonly file: ChangedFile;
  readonly kind: FileKind;
}

/** Order of reading: implementation, tests, config, docs; within a kind the most changed lines first, then by path. */
export function compareForReading(left: ClassedFile, right: ClassedFile): number {
  return (
    kindOrder.indexOf(left.kind) - kindOrder.indexOf(right.kind) ||
    changedLineCount(right.file) - changedLineCount(left.file) ||
    (left.file.path < right.file.path ? -1 : Number(left.file.path > right.file.path))
  );
}

const kindOrder: readonly FileKind[] = ['implementation', 'test', 'config', 'docs'];

/** What is not known to be something else is read first. */
function kindOf(path: string): FileKind {
  const isConfig = tellingPart(path, configTable) !== null;
  if (!isConfig && tellingPart(path, docsTable) !== null) return 'docs';
  if (tellingPart(path, testTable) !== null || isSpec(path)) return 'test';
  return isConfig ? 'config' : 'implementation';
}

function isSpec(path: string): boolean {
  return hasEnding(path, programEndings) && foldersOf(path).some((folder) => specFolders.includes(folder));
}

function noteOf(path: string): string | null {
  return noteTable.find(([ending]) => hasEnding(path, [ending]))?.[1] ?? null;
}

function asideOf(path: string, text: string | null, word: LinguistWord): Aside | null {
  if (word.vendored === true) return { as: 'vendored', because: '.gitattributes' };
  if (word.generated === true) return { as: 'generated', because: '.gitattributes' };
  const told = asideByName(path) ?? (text === null ? null : asideByText(path, text));
  return told !== null && isDenied(told.as, word) ? null : told;
}

/** `-linguist-vendored` takes back what a folder's name suggests. */
function isDenied(as: AsideKind, word: LinguistWord): boolean {
  return as === 'vendored' ? word.vendored === false : word.generated === false;
}

const asideKinds: readonly AsideKind[] = ['lock file', 'vendored', 'minified', 'generated'];

function asideByName(path: string): Aside | null {
  for (const as of asideKinds) {
    const because = tellingPart(path, asideTable[as]);
    if (because !== null) return { as, because };
  }
  return null;
}

function asideByText(path: string, text: string): Aside | null {
  const head = text.slice(0, HEAD_LENGTH);
  const lines = head.split('\n');
  const signed = lines.slice(0, HEAD_LINES).findIndex((line) => generatedMarkers.some((marker) => marker.test(line)));
  if (signed >= 0) return { as: 'generated', because: `line ${signed + 1} says so` };
  const mean = Math.round(head.length / lines.length);
  const isMinified = mean > MINIFIED_MEAN && hasEnding(path, minifiableEndings);
  return isMinified ? { as: 'minified', because: `lines of ${mean} characters on average` } : null;
}

/** By which part of a path a rule knows it; null when it does not. */
function tellingPart(path: string, rule: NameRule): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = foldersOf(path).find((each) => rule.folders?.includes(each));
  if (folder !== undefined) return `the folder ${folder}/`;
  const isNamed = rule.names?.includes(name.toLowerCase()) === true;
  const isLike = hasEnding(path, rule.endings ?? []) || rule.patterns?.some((pattern) => pattern.test(name)) === true;
  return isNamed || isLike ? 'its name' : null;
}

function foldersOf(path: string): readonly string[] {
  return path.toLowerCase().split('/').slice(0, -1);
}

function hasEnding(path: string, endings: readonly string[]): boolean {
  const lower = path.toLowerCase();
  return endings.some((ending) => lower.endsWith(ending));
}
