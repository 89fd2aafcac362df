import type { Change, ChangedFile, HunkLine } from '../../change/change.ts';
import { classifyFile } from '../../change/file-kind.ts';
import type { DecisionRecord } from '../record.ts';
import type { BindingWhy } from './why.ts';

/** Names of folders and files that stand in every second repository, so that they tell nothing of a component. */
const COMMON: ReadonlySet<string> = new Set(
  'api app base bin build cli common conf config core data doc docs index infra init lib main model models module pkg script scripts server service services shared src test tests tool tools types util utils'.split(
    ' ',
  ),
);

/** Longest name that is looked at, in words. */
const MOST_WORDS = 6;

/** Where an identifier stands in a change, and how it is written there. */
interface Sighting {
  readonly written: string;
  readonly where: string;
}

/**
 * Components that records name and that a change touches, by the path of the record. A name of several words is found in
 * every spelling (`feature-store`, `FeatureStore`, `feature_store_client`) in changed code and in paths; a single word
 * is found as a part of a path, in an import, or as the very name of a type, since it may mean anything elsewhere.
 */
export function findComponents(
  files: Change['files'],
  records: readonly DecisionRecord[],
): ReadonlyMap<string, readonly BindingWhy[]> {
  const named = new Set(records.flatMap(({ components }) => components.map(({ name }) => keyOf(name))));
  const seen = lookAround(files, named);
  return new Map(records.map((record) => [record.path, whysOf(record, seen)]));
}

function whysOf({ components }: DecisionRecord, { several, single, exact }: Sightings): readonly BindingWhy[] {
  const told = new Set<string>();
  return components.flatMap(({ name, line }): readonly BindingWhy[] => {
    const key = keyOf(name);
    if (key === '' || told.has(key)) return [];
    told.add(key);
    const sighting = key.includes(' ') ? several.get(key) : (single.get(key) ?? exact.get(name));
    if (sighting === undefined) return [];
    const { written, where } = sighting;
    const spelled = written === name ? '' : ` as ${written}`;
    return [{ kind: 'component', where, words: `names ${name} on line ${line}, which the change touches${spelled}` }];
  });
}

interface Sightings {
  /** By the key of a name of several words. */
  readonly several: Map<string, Sighting>;
  /** By a single word that is a part of a path or stands in an import. */
  readonly single: Map<string, Sighting>;
  /** By the name of a type as it is written. */
  readonly exact: Map<string, Sighting>;
}

/** Looks at every identifier once, whatever number of records and files there are. */
function lookAround(files: Change['files'], named: ReadonlySet<string>): Sightings {
  const seen: Sightings = { several: new Map(), single: new Map(), exact: new Map() };
  if (named.size === 0) return seen;
  for (const { path } of files) lookAtPath(path, named, seen);
  const identifiers = new Set<string>();
  for (const file of files.filter(isCode)) {
    for (const line of file.hunks.flatMap(({ lines }) => lines)) {
      if (line.kind !== 'context') lookAtLine(line, file.path, { named, seen, identifiers });
    }
  }
  return seen;
}

/** Prose names things without touching them, and what nobody wrote tells nothing. */
function isCode(file: ChangedFile): boolean {
  const { kind, aside } = classifyFile(file);
  return kind !== 'docs' && aside === null;
}

function lookAtPath(path: string, named: ReadonlySet<string>, { several, single }: Sightings): void {
  for (const segment of path.split('/')) {
    const words = wordsOf(segment.replace(/\.\w+$/, ''));
    for (const key of runsOf(words)) if (named.has(key)) keep(several, key, { written: segment, where: path });
    const [word = ''] = words;
    if (words.length === 1 && word.length > 2 && !COMMON.has(word) && named.has(word))
      keep(single, word, { written: segment, where: path });
  }
}

interface Looking {
  readonly named: ReadonlySet<string>;
  readonly seen: Sightings;
  readonly identifiers: Set<string>;
}

const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}\p{N}_$]+)*/gu;
const IMPORT = /^\s*(?:import|from|use|require|include|#include)\b/;
const LONGEST_LINE = 2_000;

function lookAtLine({ text, after, before }: HunkLine, path: string, { named, seen, identifiers }: Looking): void {
  const line = text.slice(0, LONGEST_LINE);
  const isImport = IMPORT.test(line);
  for (const [written] of line.matchAll(IDENTIFIER)) {
    const isNew = !identifiers.has(written);
    if (!isNew && !isImport) continue;
    identifiers.add(written);
    const sighting = { written, where: `${path}:${after ?? before ?? 1}` };
    const words = wordsOf(written);
    const [word = ''] = words;
    for (const key of runsOf(words)) if (named.has(key)) keep(seen.several, key, sighting);
    if (isImport && words.length === 1 && named.has(word)) keep(seen.single, word, sighting);
    if (/^\p{Lu}\p{L}{3,}$/u.test(written) && named.has(word)) keep(seen.exact, written, sighting);
  }
}

function keep(seen: Map<string, Sighting>, key: string, sighting: Sighting): void {
  if (!seen.has(key)) seen.set(key, sighting);
}

/** Every run of two words or more: `feature store` is in `feature_store_client`. */
function runsOf(words: readonly string[]): readonly string[] {
  const short = words.slice(0, 2 * MOST_WORDS);
  return short.flatMap((_, from) => {
    const most = Math.min(MOST_WORDS, short.length - from);
    return Array.from({ length: Math.max(0, most - 1) }, (__, length) =>
      short.slice(from, from + length + 2).join(' '),
    );
  });
}

/** `PositionSizer`, `position-sizer` and `POSITION_SIZER` have one key: `position sizer`. */
function keyOf(name: string): string {
  return wordsOf(name).join(' ');
}

function wordsOf(name: string): readonly string[] {
  if (/^[a-z]+$/.test(name)) return [name];
  const parted = name.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return parted.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word === '' ? [] : [word.toLowerCase()]));
}
