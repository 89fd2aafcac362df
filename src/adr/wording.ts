import type { RecordStatus, SectionKind } from './record.ts';

const HEADINGS: readonly (readonly [SectionKind, ...(readonly string[])])[] = [
  ['status', 'status', 'statut'],
  ['context', 'context', 'context and problem statement'],
  ['context', 'contexte', 'contexte et probleme', 'contexte et enonce du probleme'],
  ['decision', 'decision', 'decision outcome', 'resultat de la decision'],
  ['consequences', 'consequences', 'positive consequences', 'negative consequences'],
  ['consequences', 'consequences positives', 'consequences negatives'],
  ['invariants', 'invariants'],
  ['paths', 'affected paths', 'affected files', 'chemins concernes', 'chemins affectes', 'fichiers concernes'],
];

const KINDS = new Map(HEADINGS.flatMap(([kind, ...headings]) => headings.map((heading) => [heading, kind] as const)));

/** What the section below a heading is, in English or French; a colon behind it does not count. */
export function sectionKind(heading: string): SectionKind {
  return KINDS.get(folded(heading).replace(/\s*:$/, '')) ?? 'other';
}

/** Each status with its words in English and French; feminine forms are known beside these. */
const STATUSES: readonly (readonly [RecordStatus, ...(readonly string[])])[] = [
  ['proposed', 'proposed', 'propose'],
  ['accepted', 'accepted', 'accepte'],
  ['rejected', 'rejected', 'rejete', 'refuse'],
  ['deprecated', 'deprecated', 'deprecie', 'obsolete'],
  ['superseded', 'superseded', 'superceded', 'remplace'],
  ['amended', 'amended', 'amende', 'modifie'],
];

/** The words for a status that a reader is told to choose from. */
export const KNOWN_STATUSES: readonly string[] = STATUSES.map(([status]) => status);

const WORDS = new Map(
  STATUSES.flatMap(([status, ...words]) =>
    words.flatMap((word) => [word, `${word}e`].map((form) => [form, status] as const)),
  ),
);

/** The status that a text begins with; null for a text without a word. */
export function statusIn(text: string): RecordStatus | null {
  const [word] = /[\p{L}\p{M}]+/u.exec(text) ?? [];
  return word === undefined ? null : (WORDS.get(folded(word)) ?? 'other');
}

/** What a record says of another one. */
export type ClaimWord = 'supersedes' | 'superseded-by' | 'amends' | 'amended-by';

const CLAIMS: readonly { readonly kind: ClaimWord; readonly phrase: RegExp }[] = [
  { kind: 'superseded-by', phrase: /^(?:super[sc]eded\s+by|remplac(?:é|e\u0301?)e?s?\s+par)(?![\p{L}\p{M}\p{N}])/iu },
  { kind: 'supersedes', phrase: /^(?:super[sc]edes|remplace)(?![\p{L}\p{M}\p{N}])/iu },
  { kind: 'amended-by', phrase: /^(?:amended\s+by|(?:amend|modifi)(?:é|e\u0301?)e?\s+par)(?![\p{L}\p{M}\p{N}])/iu },
  { kind: 'amends', phrase: /^(?:amends|amende|modifie)(?![\p{L}\p{M}\p{N}])/iu },
];

/** The claim that a text begins with, and how long its words are; null where it begins with none. */
export function claimIn(text: string): { readonly kind: ClaimWord; readonly length: number } | null {
  for (const { kind, phrase } of CLAIMS) {
    const [found] = phrase.exec(text) ?? [];
    if (found !== undefined) return { kind, length: found.length };
  }
  return null;
}

/** The words without case, accents and what surrounds them: `Problème` is `probleme`. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
}
