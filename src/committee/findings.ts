import type { EvidenceItem } from '../dossier/dossier.ts';
import { compareText } from '../kernel/compare-text.ts';
import { compareSeverity, type Severity } from '../kernel/severity.ts';
import type { FindingCode } from '../kernel/verdict-code.ts';
import { type Draft, draftOfClaim, draftOfHit, type HeardOpinion, isNeutral, type Proof } from './draft.ts';
import { type Finding, isCandidate, type Raise, type Standing } from './finding.ts';
import { type FindingKey, findingId, keyText } from './finding-id.ts';
import type { Claim, HeardClaim } from './opinion.ts';
import type { Slot } from './seat.ts';
import { asSource } from './source.ts';

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

function mergeDrafts(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const words = draft.isReferred ? (draft.claim?.claim ?? '') : '';
    const key = `${keyText(draft.key)}@${draft.place?.side ?? ''}:${draft.place?.line ?? ''} ${words}`;
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
  const { item, place } = first;
  const raises = drafts.flatMap(({ raise }) => (raise === null ? [] : [raise]));
  const heaviest = heaviestClaim(drafts);
  const isHard = item?.class === 'hard';
  const severity = severityOf(item, heaviest);
  const claimCode: FindingCode | undefined = heaviest?.code;
  return {
    key: first.key,
    finding: {
      severity,
      code: item?.code ?? claimCode ?? 'SCOPE_MISMATCH',
      rule: item?.rule ?? null,
      evidence_class: item?.class ?? null,
      claim: isHard ? item.message : (heaviest?.claim ?? ''),
      recommendation: heaviest?.recommendation || (item?.mend ?? ''),
      place,
      ...citedBy(drafts),
      raised_by: raises.map(({ slot: _slot, ...raise }) => raise),
      same_as: sameAs(drafts),
      standing:
        place === null
          ? { kind: 'unsourced', why: whyUnsourced(heaviest, citedBy(drafts).unknown_sources) }
          : firstStanding({ hardRule: isHard ? item.rule : null, severity, isReferred: first.isReferred, raises }),
    },
  };
}

/** Null unless all claims of one finding name the same one on record. */
function sameAs(drafts: readonly Draft[]): string | null {
  const named = new Set(drafts.flatMap(({ claim }) => (claim === null ? [] : [claim.known ?? null])));
  const [only = null] = named;
  return named.size === 1 ? only : null;
}

/** What all drafts of one finding cite, each once. */
function citedBy(drafts: readonly Draft[]): Pick<Finding, 'sources' | 'unknown_sources'> {
  const sources = new Map(drafts.flatMap(({ sources: { references } }) => references.map((one) => [one.id, one])));
  const unknown = new Set(drafts.flatMap(({ sources: cited }) => cited.unknown));
  return { sources: [...sources.values()].map(asSource), unknown_sources: [...unknown] };
}

function severityOf(item: EvidenceItem | null, heaviest: Claim | null): Severity {
  const stated = heaviest?.severity ?? 'note';
  if (item === null) return stated;
  if (item.class === 'hard') return item.severity;
  return isNeutral(item) && compareSeverity(stated, item.severity) < 0 ? item.severity : stated;
}

/** Of equally heavy claims the first by its text, so that the order of the seats decides nothing. */
function heaviestClaim(drafts: readonly Draft[]): HeardClaim | null {
  const claims = drafts.flatMap(({ claim }) => (claim === null ? [] : [claim]));
  const byWeight = (left: Claim, right: Claim) =>
    compareSeverity(left.severity, right.severity) || compareText(JSON.stringify(left), JSON.stringify(right));
  return claims.sort(byWeight)[0] ?? null;
}

function whyUnsourced(claim: Claim | null, [unknown]: readonly string[]): string {
  if (claim?.quote?.trim()) return 'the quoted text is not in the dossier';
  if (unknown !== undefined) return `nothing in the dossier has the id ${unknown}`;
  return claim?.evidence ? `there is no evidence ${claim.evidence} in the dossier` : 'it quotes nothing';
}

interface Grounds {
  /** The hard rule that hit, null when none did. */
  readonly hardRule: string | null;
  readonly severity: Severity;
  /** Whether only what it cites is its place. */
  readonly isReferred: boolean;
  readonly raises: readonly (Raise & { readonly slot: Slot })[];
}

function firstStanding({ hardRule, severity, isReferred, raises }: Grounds): Standing {
  if (hardRule !== null) {
    return { kind: 'confirmed', by: 'rule', model: null, independent: true, why: `hard rule ${hardRule}` };
  }
  if (!isCandidate({ severity })) return { kind: 'stated' };
  const alike = raises.filter((raise) => raise.severity === severity);
  const slots = new Set(alike.map(({ slot }) => slot));
  const models = new Set(alike.map(({ model }) => model));
  if (isReferred || (slots.size < 2 && models.size < 2)) return { kind: 'unanswered', why: 'nobody examined it' };
  return {
    kind: 'confirmed',
    by: 'both models',
    model: null,
    independent: models.size > 1,
    why: 'raised by both models',
  };
}

/** Numbers equal keys at different places in reading order, so that every finding has an id of its own. */
function nameFindings(unnamed: readonly Unnamed[]): Finding[] {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  const inOrder = [...unnamed].sort(compareInText);
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

function compareInText({ key, finding: { place } }: Unnamed, other: Unnamed): number {
  const there = other.finding.place;
  return (
    (place?.line ?? 0) - (there?.line ?? 0) ||
    compareText(place?.side ?? '', there?.side ?? '') ||
    compareText(keyText(key), keyText(other.key))
  );
}
