import { type Citable, type Citation, findQuote } from '../dossier/citation.ts';
import type { EvidenceItem } from '../dossier/dossier.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { compareSeverity, type Severity } from '../kernel/severity.ts';
import { type Finding, type FindingPlace, isCandidate, type Raise, type Standing } from './finding.ts';
import { type FindingKey, findingId, keyText } from './finding-id.ts';
import type { FindingCode } from '../kernel/verdict-code.ts';
import type { Claim, Opinion } from './opinion.ts';
import type { Slot } from './seat.ts';

/** A seat's valid answer, with the model that gave it. */
export interface HeardOpinion {
  readonly seat: string;
  readonly skill: string;
  readonly slot: Slot;
  readonly model: ModelId;
  readonly opinion: Opinion;
}

/** What claims are checked against. */
export interface Proof extends Citable {
  readonly evidence: readonly EvidenceItem[];
  /** The enclosing symbol of a cited line, null when the language is not read or there is none. */
  symbolOf(path: string, line: number, side: 'before' | 'after'): string | null;
}

/**
 * Turns opinions and evidence into findings: every hard hit is one, every claim is anchored by its citation, equal
 * claims of several seats become one. Candidates that still need the other model stand as `unanswered`.
 */
export function assembleFindings(heard: readonly HeardOpinion[], proof: Proof): readonly Finding[] {
  const drafts = [
    ...proof.evidence.filter((item) => item.class === 'hard').map((item) => draftOfHit(item, proof)),
    ...heard.flatMap((opinion) => opinion.opinion.findings.map((claim) => draftOfClaim(claim, opinion, proof))),
  ];
  const merged = mergeDrafts(drafts).map((group) => asFinding(group));
  return nameFindings(merged).sort(compareFindings);
}

/** Heaviest first; then by place and id. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    compareSeverity(left.severity, right.severity) ||
    compareText(left.place?.path ?? '~', right.place?.path ?? '~') ||
    (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
    compareText(left.id, right.id)
  );
}

interface Draft {
  readonly key: FindingKey;
  readonly place: FindingPlace | null;
  readonly item: EvidenceItem | null;
  readonly claim: Claim | null;
  readonly raise: (Raise & { readonly slot: Slot }) | null;
}

function draftOfHit(item: EvidenceItem, proof: Proof): Draft {
  const place = placeOfHit(item, proof);
  return { key: keyOf(item.rule, place), place, item, claim: null, raise: null };
}

function draftOfClaim(claim: Claim, by: HeardOpinion, proof: Proof): Draft {
  const raise = {
    seat: by.seat,
    skill: by.skill,
    slot: by.slot,
    model: by.model,
    severity: claim.severity,
    claim: claim.claim,
  };
  const citation = claim.quote === null ? null : findQuote(claim.quote, claim.path, proof);
  const item = citedItem(claim, citation, proof.evidence);
  if (item !== null) {
    const place = placeOfHit(item, proof);
    return { key: keyOf(item.rule, place), place, item, claim, raise };
  }
  if (citation === null) {
    return { key: { ruleOrCode: claim.code, path: null, symbol: null, quote: claim.claim }, place: null, item, claim, raise };
  }
  const place = placeOfCitation(citation, proof);
  return { key: keyOf(claim.code, place), place, item, claim, raise };
}

/** The hit that a claim names by its id, or that stands on the cited lines with the same code. */
function citedItem(claim: Claim, citation: Citation | null, evidence: readonly EvidenceItem[]): EvidenceItem | null {
  const named = evidence.find((item) => item.id === claim.evidence);
  if (named !== undefined) return named;
  if (citation?.line == null) return null;
  const { path, side, line, endLine } = citation;
  const last = endLine ?? line;
  return (
    evidence.find(
      (item) =>
        item.path === path && item.side === side && item.line >= line && item.line <= last && item.code === claim.code,
    ) ?? null
  );
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

function mergeDrafts(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = `${keyText(draft.key)}@${draft.place?.side ?? ''}:${draft.place?.line ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups.values()];
}

interface Unnamed {
  readonly key: FindingKey;
  readonly finding: Omit<Finding, 'id'>;
}

function asFinding(drafts: readonly Draft[]): Unnamed {
  const [first] = drafts;
  if (first === undefined) throw new RangeError('a finding without a draft');
  const item = drafts.find((draft) => draft.item !== null)?.item ?? null;
  const raises = drafts.flatMap(({ raise }) => (raise === null ? [] : [raise]));
  const heaviest = heaviestClaim(drafts);
  const hard = item?.class === 'hard';
  const severity = hard ? item.severity : (heaviest?.severity ?? 'note');
  const claimCode: FindingCode | undefined = heaviest?.code;
  return {
    key: first.key,
    finding: {
      severity,
      code: item?.code ?? claimCode ?? 'SCOPE_MISMATCH',
      rule: item?.rule ?? null,
      evidence_class: item?.class ?? null,
      claim: hard ? item.message : (heaviest?.claim ?? ''),
      recommendation: heaviest?.recommendation || (item?.mend ?? ''),
      place: first.place,
      raised_by: raises.map(({ slot: _slot, ...raise }) => raise),
      standing: firstStanding({ place: first.place, hard, rule: item?.rule ?? null, severity, raises }),
    },
  };
}

function heaviestClaim(drafts: readonly Draft[]): Claim | null {
  const claims = drafts.flatMap(({ claim }) => (claim === null ? [] : [claim]));
  return claims.sort((left, right) => compareSeverity(left.severity, right.severity))[0] ?? null;
}

interface Grounds {
  readonly place: FindingPlace | null;
  readonly hard: boolean;
  readonly rule: string | null;
  readonly severity: Severity;
  readonly raises: readonly (Raise & { readonly slot: Slot })[];
}

function firstStanding({ place, hard, rule, severity, raises }: Grounds): Standing {
  if (place === null) return { kind: 'unsourced', why: 'the quoted text is not in the dossier' };
  if (hard) return { kind: 'confirmed', by: 'rule', model: null, independent: true, why: `hard rule ${rule}` };
  if (!isCandidate({ severity })) return { kind: 'stated' };
  const weighty = raises.filter((raise) => isCandidate(raise));
  const slots = new Set(weighty.map(({ slot }) => slot));
  if (slots.size < 2) return { kind: 'unanswered', why: 'not examined' };
  const models = new Set(weighty.map(({ model }) => model));
  return { kind: 'confirmed', by: 'both models', model: null, independent: models.size > 1, why: 'raised by both models' };
}

/** Numbers equal keys at different places in reading order, so that every finding has an id of its own. */
function nameFindings(unnamed: readonly Unnamed[]): Finding[] {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  const inOrder = [...unnamed].sort((left, right) => (left.finding.place?.line ?? 0) - (right.finding.place?.line ?? 0));
  return inOrder.map(({ key, finding }) => {
    const text = keyText(key);
    let occurrence = seen.get(text) ?? 0;
    let id = findingId(key, occurrence);
    while (taken.has(id)) id = findingId(key, ++occurrence);
    seen.set(text, occurrence + 1);
    taken.add(id);
    return { id, ...finding };
  });
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
