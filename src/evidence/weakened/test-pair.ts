import { linesOf } from '../../change/change-texts.ts';
import { classifyText } from '../../change/file-kind.ts';
import { languageOf } from '../language.ts';
import type { FileScene } from '../scene.ts';
import type { Source } from '../source.ts';
import { type LineMap, mapLines } from './line-map.ts';
import { type Definition, outlineOf, type TestOutline } from './test-outline.ts';

/** One side of a changed test file. */
export interface TestSide {
  readonly source: Source;
  readonly outline: TestOutline;
}

/** A changed test file with both its sides; null for a side that is no Python test or cannot be read. */
export interface TestPair {
  readonly before: TestSide | null;
  readonly after: TestSide | null;
  readonly lines: LineMap;
  /** The name after the change of what had a name before it; null for what is gone. */
  readonly successor: (name: string) => string | null;
}

/** Puts the two sides of a changed file together; of a file that is no test nothing is parsed. */
export function pairTests(scene: FileScene): TestPair {
  const { file } = scene;
  const pair = {
    before: isTest(file.previousPath ?? file.path) ? sideOf(scene.before) : null,
    after: isTest(file.path) ? sideOf(scene.after) : null,
    lines: mapLines(file),
  };
  const texts = linesOf(file, 'before');
  return { ...pair, successor: findSuccessors(pair, (line) => texts.get(line)?.trim() === '') };
}

function isTest(path: string): boolean {
  return languageOf(path) === 'python' && classifyText(path, null).kind === 'test';
}

function sideOf(source: Source | null): TestSide | null {
  return source === null ? null : { source, outline: outlineOf(source) };
}

type Sides = Omit<TestPair, 'successor'>;

/**
 * A test goes on under its name. One whose name is gone goes on in a new one with the same name in another class, else in
 * the new one that keeps more than half of its lines.
 */
function findSuccessors(sides: Sides, isBlank: (line: number) => boolean): TestPair['successor'] {
  const old = sides.before?.outline.definitions ?? [];
  const now = sides.after?.outline.definitions ?? [];
  const known = new Set(old.map(({ name }) => name));
  const there = new Set(now.map(({ name }) => name));
  const fresh = now.filter(({ name, kind }) => !known.has(name) && kind !== 'class');
  const search = { sides, fresh: new Set(fresh), byLeaf: Map.groupBy(fresh, keyOf), isBlank };
  const successors = new Map<string, string | null>();
  for (const definition of old) {
    const { name } = definition;
    successors.set(name, there.has(name) ? name : renamed(definition, search));
  }
  return (name) => successors.get(name) ?? null;
}

interface Search {
  readonly sides: Sides;
  /** Functions that the change brings, also by kind and last name. */
  readonly fresh: ReadonlySet<Definition>;
  readonly byLeaf: ReadonlyMap<string, readonly Definition[]>;
  readonly isBlank: (line: number) => boolean;
}

function renamed(gone: Definition, { sides, fresh, byLeaf, isBlank }: Search): string | null {
  const sameName = byLeaf.get(keyOf(gone)) ?? [];
  if (sameName.length === 1) return sameName[0]?.name ?? null;
  const counts = new Map<string, number>();
  let lines = 0;
  for (let line = gone.first; line <= gone.last; line += 1) {
    if (isBlank(line)) continue;
    lines += 1;
    const at = sides.lines.kept.get(line);
    const holder = at === undefined ? null : (sides.after?.outline.around(at) ?? null);
    if (holder?.kind !== gone.kind || !fresh.has(holder)) continue;
    counts.set(holder.name, (counts.get(holder.name) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted((left, right) => right[1] - left[1]);
  // The line with the name has changed for sure.
  return best !== undefined && best[1] * 2 > lines - 1 ? best[0] : null;
}

function keyOf({ kind, name }: Definition): string {
  return `${kind} ${leafOf(name)}`;
}

/** The name of a test without its class. */
export function leafOf(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
