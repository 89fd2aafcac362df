import type { Passage, RankedPassage } from './passage.ts';

const MOST_OF_A_SECTION = 2;

/** The first of a ranking; what repeats a better passage, and what would be the third of a section, comes last. */
export function spreadOut(ranked: readonly RankedPassage[], limit: number): readonly RankedPassage[] {
  const chosen: RankedPassage[] = [];
  const later: RankedPassage[] = [];
  for (const each of ranked) {
    if (chosen.length >= limit) break;
    const crowds =
      sectionCount(chosen, each.passage) >= MOST_OF_A_SECTION || chosen.some((other) => repeats(each, other));
    (crowds ? later : chosen).push(each);
  }
  return [...chosen, ...later].slice(0, Math.max(0, limit));
}

function sectionCount(chosen: readonly RankedPassage[], { path, anchor }: Passage): number {
  return chosen.filter(({ passage }) => passage.path === path && passage.anchor === anchor).length;
}

const SIMILAR_LENGTH = 0.9;
const SIMILAR_WORDS = 0.9;

function repeats({ passage: { text } }: RankedPassage, { passage: other }: RankedPassage): boolean {
  if (text === other.text) return true;
  const shorter = Math.min(text.length, other.text.length);
  if (shorter < SIMILAR_LENGTH * Math.max(text.length, other.text.length)) return false;
  const [words, otherWords] = [wordSet(text), wordSet(other.text)];
  return words.intersection(otherWords).size >= SIMILAR_WORDS * words.union(otherWords).size;
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
