import { stemsOf } from '../knowledge/stem.ts';
import { stopWords } from '../knowledge/stop-words.ts';
import { readQuestion, readTerms, type Wanted } from '../knowledge/words.ts';

/** A claim as its words are compared with another's. */
export interface ClaimWords {
  /** Names of code in small letters: what stands between backticks, and what is spelled as code. */
  readonly names: ReadonlySet<string>;
  /** What it says beside code, each thing once, with the terms that would say the same. */
  readonly said: readonly Wanted[];
  readonly terms: ReadonlySet<string>;
  /** Its words as they stand, in small letters. */
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Literals within its code: `'bfill'`, `-1`. */
  readonly literals: ReadonlySet<string>;
  /** The stem of each word with whether its clauses deny something: always, never, or now and then. */
  readonly denied: ReadonlyMap<string, boolean | null>;
}

const CODE = /`([^`]+)`/g;
const SPELLED_AS_CODE = /[A-Za-z]\w*(?:_\w+|\.\w+|[a-z][A-Z]\w*)\w*|\w+\(\)/g;
const NAME = /[A-Za-z_]\w*|-?\d+(?:\.\d+)*/g;
const NUMBER = /-?\d+(?:\.\d+)*/g;
const LITERAL = /-?\d+(?:\.\d+)*|'\w+'|"\w+"/g;
const WORD = /[a-z0-9_]+/g;

/** Reads a claim once. */
export function readClaim(claim: string): ClaimWords {
  const spans = [...claim.matchAll(CODE)].map(([, code]) => code ?? '');
  const prose = claim.replaceAll(CODE, ' ');
  const quoted = spans.flatMap((span) => span.match(NAME) ?? []);
  const spelled = (prose.match(SPELLED_AS_CODE) ?? []).map((name) => name.replaceAll(/\W/g, ''));
  return {
    names: new Set([...quoted, ...spelled].map((name) => name.toLowerCase())),
    said: readQuestion(prose),
    terms: new Set(readTerms(claim)),
    words: new Set(claim.toLowerCase().match(WORD)),
    numbers: new Set((claim.match(NUMBER) ?? []).map((number) => number.replace(/\.0+$/, ''))),
    literals: new Set(spans.flatMap((span) => span.match(LITERAL) ?? []).map((one) => one.replace(/\.0+$/, ''))),
    denied: readDenials(claim),
  };
}

const CLAUSE_END =
  /[.;:]\s|,?\s(?:so that|so|and|but|which|although|since|because|while|whereas|as|for|yet|though|whatever)\s|,\s/;
const DENIALS = new Set(
  'no not never without missing lacks lack lacking cannot nothing nobody neither nor none longer'.split(' '),
);

/** How many words behind a denial are denied by it. */
const REACH = 3;

/**
 * Which words are said of something that is not: those behind a denial in its clause. Of the others in such a clause
 * nobody can tell, since a sentence may be turned around.
 */
function readDenials(claim: string): ReadonlyMap<string, boolean | null> {
  const denied = new Map<string, boolean | null>();
  for (const clause of claim.toLowerCase().replaceAll(/n't\b/g, ' not').split(CLAUSE_END)) {
    for (const [stem, isDenied] of denialsIn(clause.match(WORD) ?? [])) {
      const known = denied.get(stem);
      denied.set(stem, known === undefined || known === isDenied ? isDenied : null);
    }
  }
  return denied;
}

function denialsIn(clause: readonly string[]): readonly (readonly [stem: string, isDenied: boolean | null])[] {
  const others = clause.some((word) => DENIALS.has(word)) ? null : false;
  let left = 0;
  return clause.flatMap((word) => {
    if (DENIALS.has(word)) left = REACH;
    if (stopWords.has(word) || DENIALS.has(word)) return [];
    left -= 1;
    return [[stemsOf(word).english, left >= 0 ? true : others] as const];
  });
}
