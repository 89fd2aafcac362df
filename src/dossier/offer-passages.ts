import type { Passage, RankedPassage } from '../knowledge/passage.ts';
import type { DossierDecision, DossierPassage } from './library.ts';
import type { CountTokens } from './reading.ts';

/** A library that can be searched. */
export interface PassageSearch {
  search(query: string, options: SearchOptions): readonly RankedPassage[];
}

/** How a library is searched. */
export interface SearchOptions {
  readonly limit: number;
  /** The query as a vector, where passages have vectors. */
  readonly queryVector?: ArrayLike<number> | undefined;
  readonly within?: (passage: Passage) => boolean;
}

/** What a skill's seats want to know. */
export interface SkillQueries {
  readonly skill: string;
  readonly queries: readonly string[];
}

/** A passage that a hit cites, and the skill that it is for. */
export interface CitedPassage {
  readonly passage: Passage;
  readonly skill: string;
}

/** What passages are chosen for. */
export interface OfferInput {
  readonly search: PassageSearch;
  readonly passages: readonly Passage[];
  readonly skills: readonly SkillQueries[];
  /** The change's own words. */
  readonly words: string;
  readonly decisions: readonly DossierDecision[];
  /** Passages that hits cite, each with the skill that owns the rule. */
  readonly cited: readonly CitedPassage[];
  readonly vectorOf: (query: string) => ArrayLike<number> | undefined;
  readonly countTokens: CountTokens;
  /** The most tokens of passages that one seat is offered; `OFFER_TOKENS` unless told. */
  readonly allowance?: number;
}

/** The most tokens of passages that one seat is offered, in a first review and in a later one. */
export const OFFER_TOKENS = 3_000;
export const LATER_OFFER_TOKENS = 900;

/** What one of several rankings adds to a passage: `1 / (60 + rank)`, as in reciprocal rank fusion. */
const RANK_DAMPING = 60;
const DEPTH = 12;
/** The change's own words say more about it than the standing questions of a skill. */
const OWN_WORDS_WEIGHT = 3;
/** Binding decisions take at most this share of a seat's allowance. */
const DECISIONS_SHARE = 0.5;

/**
 * Chooses the passages of every skill: those that its hits cite first, then the decisions that bind the change, then
 * what the skill's own questions and the change's words find, fused by their ranks, as far as the allowance of a seat
 * goes. Each passage is told once, with the skills that are offered it, in the order of its path; one that is cited and
 * has no room is told for none, so that its id leads somewhere.
 */
export function offerPassages(input: OfferInput): readonly DossierPassage[] {
  const { allowance = OFFER_TOKENS } = input;
  const binding = fill(decisionPassages(input), allowance * DECISIONS_SHARE, input.countTokens);
  const own = rank([{ query: input.words, weight: OWN_WORDS_WEIGHT }], input);
  const offered = new Map<string, { readonly passage: Passage; readonly skills: string[] }>();
  for (const { skill, queries } of input.skills) {
    const asked = rank(
      queries.map((query) => ({ query, weight: 1 })),
      input,
    );
    const cited = input.cited.filter((one) => one.skill === skill).map(({ passage }) => passage);
    const wanted = [...new Set([...cited, ...binding, ...fuse([own, asked])])];
    for (const passage of fill(wanted, allowance, input.countTokens)) {
      const known = offered.get(passage.id) ?? { passage, skills: [] };
      known.skills.push(skill);
      offered.set(passage.id, known);
    }
  }
  for (const { passage } of input.cited) {
    if (!offered.has(passage.id)) offered.set(passage.id, { passage, skills: [] });
  }
  return [...offered.values()].map(({ passage, skills }) => asOffered(passage, skills)).toSorted(byPlace);
}

/** A passage as the dossier holds it. */
function asOffered({ id, path, line, endLine, headings, text }: Passage, skills: readonly string[]): DossierPassage {
  return { id, path, line, endLine, headings, text, skills };
}

/** The passage that holds what was decided, of each decision that binds, in their order. */
function decisionPassages({ decisions, passages }: OfferInput): readonly Passage[] {
  return decisions.flatMap(({ path, line }) => {
    const own = passages.filter((passage) => passage.path === path);
    return own.find((passage) => passage.line <= line && line <= passage.endLine) ?? own[0] ?? [];
  });
}

interface Asked {
  readonly query: string;
  readonly weight: number;
}

type Weights = ReadonlyMap<Passage, number>;

function rank(asked: readonly Asked[], { search, vectorOf }: OfferInput): Weights {
  const weights = new Map<Passage, number>();
  for (const { query, weight } of asked.filter((one) => one.query.trim() !== '')) {
    search.search(query, { limit: DEPTH, queryVector: vectorOf(query) }).forEach(({ passage }, index) => {
      weights.set(passage, (weights.get(passage) ?? 0) + weight / (RANK_DAMPING + index + 1));
    });
  }
  return weights;
}

function fuse(rankings: readonly Weights[]): readonly Passage[] {
  const sums = new Map<Passage, number>();
  for (const ranking of rankings) {
    for (const [passage, weight] of ranking) sums.set(passage, (sums.get(passage) ?? 0) + weight);
  }
  const ranked = [...sums].toSorted((left, right) => right[1] - left[1] || (left[0].id < right[0].id ? -1 : 1));
  return ranked.map(([passage]) => passage);
}

/** Takes passages in their order as long as they fit; one that does not is left out, since half a sentence proves nothing. */
function fill(passages: readonly Passage[], allowance: number, countTokens: CountTokens): readonly Passage[] {
  let left = allowance;
  return passages.filter(({ text, headings, path }) => {
    const tokens = countTokens(`${path} ${headings.join(' ')} ${text}`) + FRAME_TOKENS;
    if (tokens > left) return false;
    left -= tokens;
    return true;
  });
}

/** Tokens of the boundaries and the title around a passage. */
const FRAME_TOKENS = 60;

function byPlace(left: DossierPassage, right: DossierPassage): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.line - right.line || (left.id < right.id ? -1 : 1);
}
