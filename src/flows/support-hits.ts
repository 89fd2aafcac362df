import type { EvidenceItem } from '../dossier/dossier.ts';
import type { DossierDecision } from '../dossier/library.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import type { Passage } from '../knowledge/passage.ts';
import { shareOfMatter } from '../knowledge/shared-matter.ts';
import { citedIdOf } from './cited-id.ts';
import type { Shelves } from './surveyed-shelves.ts';

/** Why a hit matters here, by what the team wrote down. */
export interface Support {
  /** Ids of the record whose invariant is broken, and of the passage. */
  readonly cites: readonly string[];
  readonly passage: Passage | null;
}

/** What support is looked for with. */
export interface SupportSearch {
  readonly rules: readonly EvidenceRule[];
  readonly decisions: readonly DossierDecision[];
  readonly shelves: Shelves;
}

/** For each hit the record whose invariant is broken, and the passage that says why the rule's matter counts here. */
export function supportHits(
  evidence: readonly EvidenceItem[],
  looking: SupportSearch,
): ReadonlyMap<EvidenceItem['id'], Support> {
  const { passages } = looking.shelves;
  const asked = [...new Set(evidence.map(({ rule }) => rule))];
  const byRule = new Map(asked.map((rule) => [rule, findSupport(rule, looking)]));
  return new Map(
    evidence.map(({ id, rule, record }) => {
      const passage = record === null ? (byRule.get(rule) ?? null) : passageAt(record, passages);
      const cites = [record === null ? null : citedIdOf(record, passages), passage?.id ?? null];
      return [id, { cites: cites.filter((cited) => cited !== null), passage }];
    }),
  );
}

/** The passage of a record that holds a line, else its first one. */
function passageAt(
  record: { readonly path: string; readonly line: number },
  passages: readonly Passage[],
): Passage | null {
  const own = passages.filter(({ path }) => path === record.path);
  return own.find(({ line, endLine }) => line <= record.line && record.line <= endLine) ?? own[0] ?? null;
}

/** How many passages are looked at for one that speaks of a rule's matter. */
const MOST_LOOKED_AT = 8;
/** The share of a rule's matter that a passage of a binding decision has to speak of, and that any other one has to. */
const BINDING_SHARE = 0.26;
const OTHER_SHARE = 0.4;
/** What was decided is cited before its reasons, unless it says far less of the matter. */
const DECISION_SHARE = 0.55;

/** The passage that speaks of what a rule finds, one of a decision that binds before others; null when none does. */
function findSupport(id: string, looking: SupportSearch): Passage | null {
  const rule = looking.rules.find((one) => one.id === id);
  if (rule === undefined) return null;
  const matter = matterOf(rule);
  const binding = new Set(looking.decisions.map(({ path }) => path));
  return (
    findTelling(matter, { least: BINDING_SHARE, within: ({ path }) => binding.has(path) }, looking.shelves) ??
    findTelling(matter, { least: OTHER_SHARE, within: () => true }, looking.shelves)
  );
}

interface Sieve {
  readonly least: number;
  readonly within: (passage: Passage) => boolean;
}

function findTelling(matter: string, { least, within }: Sieve, { search, queries }: Shelves): Passage | null {
  const found = search
    .search(matter, { limit: MOST_LOOKED_AT, queryVector: queries.get(matter), within })
    .map(({ passage }) => ({ passage, share: shareOfMatter(matter, passage) }))
    .toSorted((left, right) => right.share - left.share);
  const [best] = found;
  if (best === undefined || best.share < least) return null;
  const decided = found.find(
    ({ passage, share }) =>
      passage.path === best.passage.path && isDecision(passage) && share >= DECISION_SHARE * best.share,
  );
  return (decided ?? best).passage;
}

function isDecision({ headings, record }: Passage): boolean {
  return record !== null && /^d[eé]cision/i.test(headings.at(-1) ?? '');
}

/** What a rule is about, as a question to a library. */
export function matterOf({
  title,
  message,
  why,
  mend,
}: Pick<EvidenceRule, 'title' | 'message' | 'why' | 'mend'>): string {
  return `${title}. ${message} ${why} ${mend}`;
}
