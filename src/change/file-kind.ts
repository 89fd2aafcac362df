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

/** What a file is, told by its path, the head of its text and the repository's own word. */
export interface FileClass {
  readonly kind: FileKind;
  /** Set when the file should be listed and not read. */
  readonly aside: Aside | null;
  /** What a reader should know before reading, null when there is nothing. */
  readonly note: string | null;
}

export interface Aside {
  readonly as: AsideKind;
  /** By what it was told: `its name`, `its folder "vendor"`, `line 1`, `.gitattributes`. */
  readonly because: string;
}

/** How many lines of a file are searched for a generator's signature. */
const HEAD_LINES = 10;
/** How many characters of a file are looked at for its line length. */
const HEAD_LENGTH = 20_000;
/** Mean line length, in characters, from which a script counts as minified; written code stays under a third of it. */
const MINIFIED_MEAN = 300;

/**
 * Classes a file. The text may be null when it is not known. The attribute rules have the last word; take them from
 * the base, since a change could otherwise put itself aside.
 */
export function classifyFile(path: string, text: string | null, rules: readonly AttributeRule[] = []): FileClass {
  const name = nameOf(path);
  const word = linguistWord(path, rules);
  const note = noteTable.find(([ending]) => name.toLowerCase().endsWith(ending))?.[1] ?? null;
  return { kind: word.documentation === true ? 'docs' : kindOf(path), aside: asideOf(path, text, word), note };
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
    (left.file.path < right.file.path ? -1 : 1)
  );
}

const kindOrder: readonly FileKind[] = ['implementation', 'test', 'config', 'docs'];

/** What is not known to be something else is read first. */
function kindOf(path: string): FileKind {
  if (tells(configTable, path) !== null && !inFolders(testTable, path)) return 'config';
  if (tells(docsTable, path) !== null) return 'docs';
  if (tells(testTable, path) !== null || isSpec(path)) return 'test';
  return 'implementation';
}

function isSpec(path: string): boolean {
  return programEndings.includes(endingOf(nameOf(path))) && foldersOf(path).some((folder) => specFolders.includes(folder));
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
