import { type Citable, type Citation, findQuote } from '../dossier/citation.ts';
import type { EvidenceItem } from '../dossier/dossier.ts';
import type { DossierLibrary } from '../dossier/library.ts';
import { findReference, type Reference } from '../dossier/reference.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { compareSeverity } from '../kernel/severity.ts';
import type { FindingPlace, Raise } from './finding.ts';
import type { FindingKey } from './finding-id.ts';
import type { HeardClaim, HeardWords } from './opinion.ts';
import type { Slot } from './seat.ts';
import { type CitedSources, sourcesOf } from './source.ts';

/** A seat's valid answer, with the model that gave it. */
export interface HeardOpinion {
  readonly seat: string;
  readonly skill: string;
  readonly slot: Slot;
  readonly model: ModelId;
  readonly opinion: HeardWords;
}

/** What claims are checked against. */
export interface Proof extends Citable {
  readonly evidence: readonly EvidenceItem[];
  readonly library: DossierLibrary;
  /** The enclosing symbol of a cited line, null when the language is not read or there is none. */
  symbolOf(path: string, line: number, side: 'before' | 'after'): string | null;
}

/** A claim or a hard hit on its way to a finding; drafts of one key and place become one finding. */
export interface Draft {
  readonly key: FindingKey;
  readonly place: FindingPlace | null;
  readonly item: EvidenceItem | null;
  readonly claim: HeardClaim | null;
  readonly sources: CitedSources;
  /** Whether its place is only what it cites: such a place proves no quote, so that two claims there are not one. */
  readonly isReferred: boolean;
  readonly raise: (Raise & { readonly slot: Slot }) | null;
}

/** The draft of a hard hit, which stands whether or not a seat raised it. */
export function draftOfHit(item: EvidenceItem, proof: Proof): Draft {
  const place = placeOfHit(item, proof);
  return {
    key: keyOf(item.rule, place),
    place,
    item,
    claim: null,
    sources: sourcesOfItem(item, proof),
    isReferred: false,
    raise: null,
  };
}

/** The draft of a claim: by the hit it names or touches, else by the lines it quotes, else without a place. */
export function draftOfClaim(claim: HeardClaim, by: HeardOpinion, proof: Proof): Draft {
  const { seat, skill, slot, model } = by;
  const raise = { seat, skill, slot, model, severity: claim.severity, claim: claim.claim };
  const citation = claim.quote === null ? null : findQuote(claim.quote, claim.path, proof);
  const { references, unknown } = sourcesOf(claim, proof);
  const item = citedItem(claim, citation, proof.evidence) ?? itemOfRule(references, citation, proof.evidence);
  if (item !== null && !outweighs(claim, item)) {
    const place = placeOfHit(item, proof);
    const sources = { references: [...sourcesOfItem(item, proof).references, ...references], unknown };
    return { key: keyOf(item.rule, place), place, item, claim, sources, isReferred: false, raise };
  }
  const quoted = citation === null ? null : placeOfCitation(citation, proof);
  const proved = quoted ?? (item === null ? null : placeOfHit(item, proof));
  const place = proved ?? placeOfReference(references, proof);
  const key = place === null ? keyWithoutPlace(claim) : keyOf(claim.code, place);
  const isReferred = place !== null && proved === null;
  return { key, place, item: null, claim, sources: { references, unknown }, isReferred, raise };
}

/** The records and passages that say why a hit matters: the one whose invariant is broken first. */
function sourcesOfItem({ cites }: EvidenceItem, proof: Proof): CitedSources {
  const references = cites.map((id) => findReference(id, proof)).filter((found) => found !== null);
  return { references, unknown: [] };
}

/** The hit of a rule that a claim names in place of a quote: on a line that it cites, or the only one of the rule. */
function itemOfRule(
  references: readonly Reference[],
  citation: Citation | null,
  evidence: readonly EvidenceItem[],
): EvidenceItem | null {
  if (citation !== null) return null;
  const rules = new Set(references.filter(({ kind }) => kind === 'rule').map(({ label }) => label));
  const lines = references.filter(({ kind }) => kind === 'code');
  const hits = evidence.filter((item) => rules.has(item.rule) && !isNeutral(item));
  if (lines.length === 0) return hits.length === 1 ? (hits[0] ?? null) : null;
  return hits.find((hit) => lines.some((line) => holds(line, hit))) ?? null;
}

function holds({ path, line, endLine }: Reference, hit: EvidenceItem): boolean {
  return path === hit.path && hit.side === 'after' && hit.line >= (line ?? 0) && hit.line <= (endLine ?? 0);
}

const LONGEST_WORDS = 300;

/**
 * What a claim cites stands for a quote: a line of the change before a passage, a passage before a whole record. Records
 * and passages stand at the base, so that the text before the change is meant where the change touches their file.
 */
function placeOfReference(references: readonly Reference[], proof: Proof): FindingPlace | null {
  const kinds = ['code', 'passage', 'record'] as const;
  const found = kinds.map((kind) => references.find((one) => one.kind === kind)).find((one) => one !== undefined);
  if (found === undefined || found.path === null || found.line === null) return null;
  const { path, line, endLine, text, kind } = found;
  const symbol = kind === 'code' ? proof.symbolOf(path, line, 'after') : null;
  const quote = text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS).toWellFormed()} […]` : text;
  return { path, line, end_line: endLine, side: kind === 'code' ? 'after' : 'before', symbol, quote };
}

/** A claim heavier than the rule it touches stands by itself: the rule proves its own severity and no more. */
function outweighs(claim: HeardClaim, item: EvidenceItem): boolean {
  return item.class === 'hard' && !isNeutral(item) && compareSeverity(claim.severity, item.severity) < 0;
}

/** The hit that a claim names by its id, or that stands on the cited lines with the same code. */
function citedItem(
  claim: HeardClaim,
  citation: Citation | null,
  evidence: readonly EvidenceItem[],
): EvidenceItem | null {
  const named = evidence.find((item) => item.id === claim.evidence?.trim());
  if (named !== undefined) return named;
  const touched = evidence.filter((item) => item.code === claim.code && !isNeutral(item) && isWithin(item, citation));
  // A soft hit stands by nothing but the claim, so that the claim goes with it rather than with its hard neighbour.
  return touched.find((item) => item.class === 'soft') ?? touched[0] ?? null;
}

function isWithin(item: EvidenceItem, citation: Citation | null): boolean {
  if (citation?.line == null || item.path !== citation.path || item.side !== citation.side) return false;
  return item.line >= citation.line && item.line <= (citation.endLine ?? citation.line);
}

/**
 * Whether a hit moves no status, whatever a seat makes of it: text that tries to command. It is never joined with a
 * claim by its line, so that such a text beside a real fault does not shield the fault.
 */
export function isNeutral({ rule }: EvidenceItem): boolean {
  return rule === 'sec/prompt-injection';
}

function placeOfHit(item: EvidenceItem, proof: Proof): FindingPlace {
  const { path, line, side, quote } = item;
  return { path, line, end_line: line, side, symbol: proof.symbolOf(path, line, side), quote };
}

function placeOfCitation({ path, line, endLine, side, quote }: Citation, proof: Proof): FindingPlace {
  const symbol = line === null ? null : proof.symbolOf(path, line, side);
  return { path, line, end_line: endLine, side, symbol, quote };
}

function keyOf(ruleOrCode: string, place: FindingPlace): FindingKey {
  return { ruleOrCode, path: place.path, symbol: place.symbol, quote: place.quote };
}

/** An unsourced claim is known by what it meant to quote, by its words only when it quotes nothing. */
function keyWithoutPlace({ code, path, quote, claim }: HeardClaim): FindingKey {
  return { ruleOrCode: code, path, symbol: null, quote: quote?.trim() || claim };
}
