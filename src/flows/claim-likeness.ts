import type { Wanted } from '../knowledge/words.ts';
import { type ClaimWords, readClaim } from './claim-words.ts';

/**
 * Gives the function that tells how alike two claims of reviews are in their words, 0 to 1: names of code, which weigh
 * more, and stems and concepts of the other words, as far as each claim holds what the other says. Claims that say the
 * opposite of each other come out half as alike. Each claim is read once.
 */
export function claimLikeness(): (one: string, other: string) => number {
  const read = new Map<string, ClaimWords>();
  const wordsOf = (claim: string) => {
    const words = read.get(claim) ?? readClaim(claim);
    read.set(claim, words);
    return words;
  };
  return (one, other) => (one === other ? 1 : likenessOf(wordsOf(one), wordsOf(other)));
}

const SHORTER = 0.8;
const NAME_WEIGHT = 3;
const CONTRADICTION = 0.5;

/** A copy that was shortened is held whole by the longer one, of which it holds little itself. */
function likenessOf(one: ClaimWords, other: ClaimWords): number {
  const shares = [heldShare(one, other), heldShare(other, one)];
  const likeness = SHORTER * Math.max(...shares) + (1 - SHORTER) * Math.min(...shares);
  return contradicts(one, other) ? likeness * CONTRADICTION : likeness;
}

/** The share of what one claim says that the other says too. */
function heldShare({ names, said }: ClaimWords, other: ClaimWords): number {
  const all = names.size * NAME_WEIGHT + said.length;
  const heldNames = [...names].filter((name) => other.names.has(name)).length;
  const heldWords = said.reduce((sum, wanted) => sum + worthIn(wanted, other.terms), 0);
  return all === 0 ? 0 : (heldNames * NAME_WEIGHT + heldWords) / all;
}

function worthIn(wanted: Wanted, terms: ReadonlySet<string>): number {
  let best = 0;
  for (const [term, worth] of wanted) if (terms.has(term)) best = Math.max(best, Math.min(1, worth));
  return best;
}

/** Whether two claims about the same words say opposite things of them, or give other numbers. */
function contradicts(one: ClaimWords, other: ClaimWords): boolean {
  return (
    areDisjoint(one.numbers, other.numbers) ||
    areDisjoint(one.literals, other.literals) ||
    hasOpposites(one, other) ||
    hasOpposites(other, one) ||
    isDenial(one, other)
  );
}

function areDisjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 0 && other.size > 0 && one.isDisjointFrom(other);
}

/** Words of which one claim holds the one and the other claim the other. */
const OPPOSITES = `
added removed, added deleted, adds removes, adds deletes, added dropped, after before, allow forbid, always never,
backward forward, bfill ffill, changed unchanged, changes keeps, deny allow, different same, disabled enabled, earlier later,
few many, fewer more, first last, high low, higher lower, large small, larger smaller, less more, long short, narrow wide,
newest oldest, on off, open closed, overstated understated, overestimates underestimates, slow fast, started stopped,
tight loose
`;
const opposites = new Map<string, readonly string[]>();
for (const pair of OPPOSITES.trim().split(/,\s+/)) {
  const [one = '', other = ''] = pair.split(' ');
  opposites.set(one, [...(opposites.get(one) ?? []), other]);
  opposites.set(other, [...(opposites.get(other) ?? []), one]);
}

/** Shorter words are no opposites of those that hold them: `to` and `into`. */
const SHORTEST_OPPOSITE = 4;
const PREFIXES = ['un', 'im', 'in', 'dis', 'non'];

function hasOpposites({ words: mine }: ClaimWords, { words: theirs }: ClaimWords): boolean {
  for (const word of mine) {
    if (theirs.has(word)) continue;
    const prefixed = word.length < SHORTEST_OPPOSITE ? [] : PREFIXES.map((prefix) => prefix + word);
    const others = [...(opposites.get(word) ?? []), ...prefixed];
    if (others.some((other) => theirs.has(other) && !mine.has(other))) return true;
  }
  return false;
}

const DENIED_SHARE = 0.1;

/** Whether enough of the words that both say stand in denying clauses of the one claim alone. */
function isDenial({ denied: mine }: ClaimWords, { denied: theirs }: ClaimWords): boolean {
  const shared = [...mine.keys()].filter((stem) => theirs.has(stem));
  const turned = shared.filter((stem) => {
    const [here, there] = [mine.get(stem), theirs.get(stem)];
    return here !== null && there !== null && here !== there;
  });
  return turned.length > 0 && turned.length >= shared.length * DENIED_SHARE;
}
