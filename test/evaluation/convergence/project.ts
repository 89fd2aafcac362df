import { type Block, block, moduleText } from '../../lives/code.ts';
import { FLAW_KINDS, type Flaw, flaw } from '../../lives/flaw.ts';
import type { Chance } from './chance.ts';

/** Modules by path, each a list of functions. */
export type Modules = Map<string, readonly Block[]>;

/** A project in work: what stands on the base branch, what stands on the author's, and what is planted there. */
export interface Project {
  readonly base: Modules;
  readonly head: Modules;
  /** First lines of the tests that the author wrote. */
  readonly tests: string[];
  /** Every fault that was ever planted. */
  readonly flaws: Flaw[];
  /** The number that the next function takes. */
  next: number;
}

/** Makes a project of a size: 5 to 60 files, 600 to 6,000 changed lines, 3 to 12 faults. */
export function makeProject(chance: Chance): Project {
  const project: Project = { base: new Map(), head: new Map(), tests: [], flaws: [], next: 1 };
  const files = chance.between(5, 60);
  const functions = Math.max(files, Math.round(chance.between(600, 6_000) / LINES_EACH));
  for (let file = 0; file < files; file += 1) {
    const path = `${chance.pick(FOLDERS)}/part_${file}.${chance.in100(70) ? 'py' : 'ts'}`;
    const old = chance.in100(40) ? newBlocks(project, chance.between(1, 8)) : [];
    if (old.length > 0) project.base.set(path, old);
    project.head.set(path, [...old, ...newBlocks(project, 1)]);
  }
  for (let left = functions - files; left > 0; left -= 1) {
    const path = chance.pick([...project.head.keys()]);
    project.head.set(path, [...(project.head.get(path) ?? []), ...newBlocks(project, 1)]);
  }
  plantSome(project, chance, { count: chance.between(3, 12), isLate: 10 });
  return project;
}

/** Lines of a function as it is written here, with the blank one before it. */
const LINES_EACH = 9;

const FOLDERS = ['src/signals', 'src/books', 'src/feeds', 'src/reports'];

/** Functions that were not there before. */
export function newBlocks(project: Project, count: number): readonly Block[] {
  return Array.from({ length: count }, () => {
    project.next += 1;
    return block(project.next);
  });
}

const KINDS = [...FLAW_KINDS, 'untested'];

/** How many faults are planted, and how many of a hundred are overlooked at first. */
export interface Planting {
  readonly count: number;
  readonly isLate: number;
  /** The functions in which they may be planted; any that the author brings unless told. */
  readonly among?: readonly Block[];
}

/** Plants faults in functions that the author brings and that hold none. */
export function plantSome(project: Project, chance: Chance, { count, isLate, among }: Planting): void {
  const old = new Set([...project.base.values()].flat().map(({ number }) => number));
  const free = (among ?? [...project.head.values()].flat()).filter(
    ({ number, planted }) => !old.has(number) && planted === null,
  );
  for (const { number } of chance.some(free, count)) {
    const slots = chance.in100(70)
      ? (['first', 'second'] as const)
      : ([chance.pick(['first', 'second'] as const)] as const);
    const planted = flaw(chance.pick(KINDS), number, { slots, from: chance.in100(isLate) ? 2 : 1 });
    project.flaws.push(planted);
    replaceBlock(project, number, (one) => ({ ...one, planted: planted.line }));
  }
}

/** Gives a function of the author's branch another form. */
export function replaceBlock(project: Project, number: number, change: (one: Block) => Block): void {
  for (const [path, blocks] of project.head) {
    if (!blocks.some((one) => one.number === number)) continue;
    project.head.set(
      path,
      blocks.map((one) => (one.number === number ? change(one) : one)),
    );
  }
}

/** The modules as texts. */
export function textsOf(modules: Modules): ReadonlyMap<string, string> {
  return new Map([...modules].map(([path, blocks]) => [path, moduleText(path, blocks)]));
}

/** What stands on the author's branch. */
export function headTexts({ head, tests }: Project): ReadonlyMap<string, string> {
  if (tests.length === 0) return textsOf(head);
  const text = tests.map((first) => `${first}\n    assert compute() == 3\n`).join('\n\n');
  return new Map([...textsOf(head), ['tests/test_parts.py', text]]);
}

/** The texts by which some modules differ from others, null for what is gone. */
export function changesFrom(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Readonly<Record<string, string | null>> {
  const gone = [...before.keys()].filter((path) => !after.has(path)).map((path) => [path, null] as const);
  const changed = [...after].filter(([path, text]) => before.get(path) !== text);
  return Object.fromEntries([...gone, ...changed]);
}
