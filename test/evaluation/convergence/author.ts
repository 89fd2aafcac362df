import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { Flaw } from '../../lives/flaw.ts';
import type { Life } from '../../lives/life.ts';
import type { Chance } from './chance.ts';
import { changesFrom, headTexts, newBlocks, type Project, plantSome, replaceBlock, textsOf } from './project.ts';

/** What is open, in an order that does not hang on who answered first. */
export function openIn({ rounds }: Pick<Life, 'rounds'>): readonly LedgerEntry[] {
  const open = (rounds.at(-1)?.ledger ?? []).filter(({ state }) => state === 'open');
  return open.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** Most pushes after which an author writes nothing new and only mends. */
const BUSY_PUSHES = 5;

/** The fault that a finding is about; undefined for what a seat made up. */
export function flawOf({ finding }: Pick<LedgerEntry, 'finding'>, flaws: readonly Flaw[]): Flaw | undefined {
  return flaws.find(({ line, wordings }) => finding.place?.quote.includes(line) || wordings.includes(finding.claim));
}

/** Dismisses what seats made up, a few at a time, and now and then what they did not. */
export async function decideOnSome(life: Life, flaws: readonly Flaw[], chance: Chance): Promise<void> {
  const open = openIn(life);
  const madeUp = open.filter((entry) => flawOf(entry, flaws) === undefined);
  const wrongly = open.length > 0 && chance.in100(15) ? [chance.pick(open)] : [];
  for (const { id } of new Set([...chance.some(madeUp, 3), ...wrongly]))
    await life.say('mia', `/conclave dismiss ${id} it is checked by every caller, see the runbook`);
}

/** Mends some of what is open, does other things beside it, and pushes one way or another. */
export function pushNext(life: Life, project: Project, chance: Chance): void {
  const push = life.rounds.length;
  const before = headTexts(project);
  const open = openIn(life);
  for (const entry of chance.some(open, chance.between(1, 3))) mend(entry, project);
  if (push <= BUSY_PUSHES) doMore(project, chance);
  sendOff(life, project, { before, chance });
}

/** The planted line goes, or the test comes that was missing. */
function mend(entry: LedgerEntry, project: Project): void {
  const known = flawOf(entry, project.flaws);
  if (known?.mend != null && !project.tests.includes(known.mend)) project.tests.push(known.mend);
  else if (known !== undefined) replaceBlock(project, numberOf(known), (one) => ({ ...one, planted: null }));
}

/** The function in which it is planted. */
function numberOf({ name }: Flaw): number {
  return Number(name.split(' ')[1]);
}

function doMore(project: Project, chance: Chance): void {
  const paths = [...project.head.keys()];
  if (chance.in100(40)) {
    const { number } = chance.pick([...project.head.values()].flat());
    replaceBlock(project, number, (one) => ({ ...one, edits: one.edits + 1 }));
  }
  if (chance.in100(25)) moveBlock(project, chance.pick(paths), chance.pick(paths));
  if (chance.in100(20)) renameModule(project, chance.pick(paths));
  if (chance.in100(30)) {
    const path = chance.pick([...project.head.keys()]);
    const added = newBlocks(project, chance.between(1, 6));
    project.head.set(path, [...(project.head.get(path) ?? []), ...added]);
    plantSome(project, chance, { count: chance.between(0, 2), isLate: 0, among: added });
  }
  if (chance.in100(12)) bringBack(project, chance);
}

/** A function goes to another module of its language, one with a fault before any other. */
function moveBlock(project: Project, from: string, to: string): void {
  const blocks = project.head.get(from) ?? [];
  const moved = blocks.find(({ planted }) => planted !== null) ?? blocks[0];
  const rest = blocks.filter((one) => one !== moved);
  if (moved === undefined || rest.length === 0 || from === to || from.slice(-3) !== to.slice(-3)) return;
  project.head.set(from, rest);
  project.head.set(to, [...(project.head.get(to) ?? []), moved]);
}

function renameModule(project: Project, path: string): void {
  const blocks = project.head.get(path) ?? [];
  project.head.delete(path);
  project.head.set(path.replace(/(?:_moved)?(\.\w+)$/, '_moved$1'), blocks);
}

/** A revert: a fault that was mended stands there again. */
function bringBack(project: Project, chance: Chance): void {
  const standing = new Set([...project.head.values()].flat().map(({ planted }) => planted));
  const mended = project.flaws.filter(({ line, severity }) => !standing.has(line) && severity === 'blocker');
  if (mended.length === 0) return;
  const again = chance.pick(mended);
  replaceBlock(project, numberOf(again), (one) => ({ ...one, planted: again.line }));
}

interface Sending {
  readonly before: ReadonlyMap<string, string>;
  readonly chance: Chance;
}

function sendOff(life: Life, project: Project, { before, chance }: Sending): void {
  const now = headTexts(project);
  const way = chance.between(1, 100);
  const changes = changesFrom(before, now);
  if (way > 35) life.push(changes);
  else if (way > 23) life.squash(changesFrom(textsOf(project.base), now));
  else {
    const path = `docs/base_${life.rounds.length}.md`;
    life.commitOnBase({ [path]: `# Base ${life.rounds.length}\n` });
    if (way > 10) life.rebase(changes);
    else life.mergeBase(changes);
  }
}
