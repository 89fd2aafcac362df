import { folderOfGlob, matchesAny } from '../kernel/glob.ts';
import { nearestWord } from '../kernel/nearest.ts';
import { areDisjoint } from './disjoint-globs.ts';
import { implies } from './implication.ts';
import { type Areas, globsOf, type KnownNames, type MatrixRow, type RoutingMatrix } from './matrix.ts';
import { mergeRows } from './merge-rows.ts';

/** What a person should know of a row that is allowed and does not do what it seems to. */
export interface MatrixWarning {
  readonly row: string;
  /** `file:line`. */
  readonly where: string;
  readonly text: string;
  readonly advice: string;
}

/** GitHub lists no more files of a pull request, so that a larger one is never routed by its size. */
const MOST_FILES = 3_000;

/** Why a row can never match, or adds nothing when it does; as far as that can be told. The built-in ones are tested instead. */
export function whyIdle(row: MatrixRow, matrix: RoutingMatrix, known: KnownNames): readonly MatrixWarning[] {
  if (row.from === 'default') return [];
  const found = neverMatches(row, matrix.areas) ?? unknownRule(row, known) ?? addsNothing(row, matrix, known);
  return [...(found === null ? [] : [found]), ...readsOthersLightly(row)].map((warning) => ({
    ...warning,
    row: row.id,
    where: row.where,
  }));
}

type Words = Pick<MatrixWarning, 'text' | 'advice'>;

function neverMatches({ id, when }: MatrixRow, areas: Areas): Words | null {
  const wanted = [when.paths?.flatMap((path) => globsOf(path, areas)), when.risk?.flatMap((area) => areas[area] ?? [])];
  const never = `the routing row "${id}" can never match`;
  if (when.none?.some((path) => EVERYTHING.includes(path)) === true) {
    return { text: `${never}: none takes away every path`, advice: 'Name the paths that must not be touched.' };
  }
  for (const globs of wanted.filter((list) => list !== undefined)) {
    const only = when.only?.flatMap((path) => globsOf(path, areas));
    if (only !== undefined && globs.every((glob) => only.every((other) => areDisjoint(glob, other)))) {
      return { text: `${never}: no path is among both`, advice: 'Let only hold what paths or risk ask for.' };
    }
    const hidden = [...(when.none ?? []), ...(when.except ?? [])].flatMap((path) => globsOf(path, areas));
    if (globs.every((glob) => isCovered(glob, hidden))) {
      return { text: `${never}: none or except take away all it asks for`, advice: 'Take one of the two out.' };
    }
  }
  if ((when.size?.files ?? 0) <= MOST_FILES) return null;
  return { text: `${never}: GitHub lists at most 3,000 files of a pull request`, advice: 'Ask for fewer files.' };
}

const EVERYTHING: readonly string[] = ['**', '**/*', '*'];

/** A pattern without wildcards is a path, which another pattern may match. */
function isCovered(glob: string, by: readonly string[]): boolean {
  if (by.some((other) => other === glob || EVERYTHING.includes(other) || isBelow(glob, other))) return true;
  return !WILD.test(glob) && matchesAny(glob.replace(/^\//, ''), by);
}

const WILD = /[*?[\]{}]/;

/** Whether the other pattern is a whole folder in which all that this one matches stands. */
function isBelow(glob: string, other: string): boolean {
  const [, folder = ''] = /^\/?(.+\/)\*\*$/.exec(other) ?? [];
  return folder !== '' && !WILD.test(folder) && `${folderOfGlob(glob)}/`.startsWith(folder);
}

function unknownRule({ id, when }: MatrixRow, { rules }: KnownNames): Words | null {
  const asked = when.evidence?.map((one) => (typeof one === 'string' ? one : (one.rule ?? '')));
  if (rules === null || asked === undefined) return null;
  const isKnown = (one: string) =>
    !one.includes('/') ||
    (one.endsWith('/*') ? rules.some((rule) => rule.startsWith(one.slice(0, -1))) : rules.includes(one));
  const unknown = asked.filter((one) => !isKnown(one));
  if (unknown.length === 0) return null;
  const near = nearestWord(unknown[0] ?? '', rules);
  const does = unknown.length === asked.length ? 'can never match' : 'asks in part in vain';
  return {
    text: `the routing row "${id}" ${does}: no evidence rule that runs is called ${unknown.join(' or ')}`,
    advice:
      near === null
        ? 'The rules are listed in docs/rules; one under evidence.off does not run.'
        : `Did you mean "${near}"?`,
  };
}

/** Another row matches whenever this one does, and asks for as much. */
function addsNothing(row: MatrixRow, { rows }: RoutingMatrix, known: KnownNames): Words | null {
  const covering = rows.find((other) => {
    if (other === row || !implies(row.when, other.when)) return false;
    const isSame = implies(other.when, row.when);
    // Of two that mean the same, the later one is the one too many.
    if (isSame && rows.indexOf(other) > rows.indexOf(row)) return false;
    return JSON.stringify(mergeRows([other], known)) === JSON.stringify(mergeRows([other, row], known));
  });
  if (covering === undefined) return null;
  return {
    text: `the routing row "${row.id}" adds nothing: "${covering.id}" (${covering.where}) matches whenever it does, and asks for as much`,
    advice: 'Take it out, or let it ask for more.',
  };
}

/** Where only such rows match, what else is touched is read no deeper; and a title is what its author likes. */
function readsOthersLightly({ id, when, wants }: MatrixRow): readonly Words[] {
  const isShallow = wants.depth === 'skip' || wants.depth === 'light';
  if (!isShallow || when.only !== undefined) return [];
  const asks = `the routing row "${id}" asks for depth ${wants.depth ?? ''}`;
  if (Object.keys(when).length === 0) {
    const advice = 'Name what it shall match, or a change that no other row knows is read no deeper than this.';
    return [{ text: `${asks} of every change`, advice }];
  }
  if (when.paths !== undefined || when.risk !== undefined) {
    const advice = 'Add only, or code that no other row knows is read no deeper than this.';
    return [{ text: `${asks} where some path matches, whatever else is touched`, advice }];
  }
  if (when.title === undefined || when.labels !== undefined || when.author !== undefined) return [];
  const advice = 'Add only, labels or author, or everybody can have less of a review by a word.';
  return [{ text: `${asks} by the title alone, which its author writes`, advice }];
}
