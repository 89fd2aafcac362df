import type { ModelBrief } from '../../committee/brief.ts';
import type { Minutes } from '../../committee/chair.ts';
import type { Examination } from '../../committee/cross-examination.ts';
import type { Finding } from '../../committee/finding.ts';
import type { FindingToRule } from '../../committee/ledger/to-rule.ts';
import { type Claim, type HeardWords, MOST_FINDINGS, type Opinion, type SeatRuling } from '../../committee/opinion.ts';
import type { EvidenceItem } from '../../dossier/dossier.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { FindingCode } from '../../kernel/verdict-code.ts';
import type { ModelAnswer, Models } from '../../ports/models.ts';

/** The one "model" of a rehearsal: it holds every seat, so nothing it confirms is independent. */
export const REHEARSAL_MODEL: ModelId = 'rehearsal:evidence-rules';

/** Models that consult nobody: each seat speaks from the evidence that its skill owns, at no cost. */
export function rehearse(): Models {
  return {
    reach: (model) =>
      model === REHEARSAL_MODEL ? { kind: 'ready' } : { kind: 'unknown-provider', known: ['rehearsal'] },
    ask: async ({ brief }) => answered(answerTo(brief)),
  };
}

function answered(answer: HeardWords | Examination | Minutes): ModelAnswer {
  const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };
  return { kind: 'answered', text: JSON.stringify(answer), usage, statedMicroUsd: 0, latencyMs: 0, tries: 0 };
}

function answerTo(brief: ModelBrief): HeardWords | Examination | Minutes {
  switch (brief.kind) {
    case 'opinion': {
      const opinion =
        brief.covered || brief.evidence.length > 0 ? speakFromEvidence(brief.evidence, brief.reported) : abstain();
      return brief.toRule === null ? opinion : { ...opinion, rulings: brief.toRule.map(rule) };
    }
    case 'cross-examination':
      return { answers: [] };
    case 'chair':
      return writeMinutes(brief.findings);
    default:
      return brief satisfies never;
  }
}

/** The rule that spoke for the seat has read the new lines, and says it again where they are no better. */
function rule({ id }: FindingToRule): SeatRuling {
  return { id, answer: 'fixed', why: 'The rule does not hit these lines any more.' };
}

function abstain(): Opinion {
  const reason = 'No evidence rule of this skill reads any file of this dossier.';
  return { stance: 'abstain', abstain_reason: reason, score: 5, summary: reason, findings: [] };
}

function speakFromEvidence(evidence: readonly EvidenceItem[], reported: number): Opinion {
  const hard = evidence.filter((item) => item.class === 'hard');
  const blocked = hard.some(({ severity }) => severity === 'blocker');
  const asked = hard.some(({ severity }) => severity === 'major');
  const findings = evidence.slice(reported, reported + MOST_FINDINGS).map(asClaim);
  const summary = `The rules of this skill point at ${evidence.length === 0 ? 'no' : evidence.length} ${evidence.length === 1 ? 'line' : 'lines'}.`;
  const said = { abstain_reason: null, summary, findings };
  if (blocked) return { ...said, stance: 'reject', score: 2 };
  if (asked) return { ...said, stance: 'accept_with_changes', score: 5 };
  return { ...said, stance: 'accept', score: evidence.length === 0 ? 9 : 8 };
}

/** A soft hit is a hint to a model; without one it stays a minor remark. */
function asClaim(item: EvidenceItem): Claim {
  return {
    severity: item.class === 'hard' ? item.severity : 'minor',
    code: item.code,
    claim: item.message,
    quote: item.quote,
    path: item.path,
    evidence: item.id,
    cites: [],
    recommendation: item.mend,
  };
}

function writeMinutes(findings: readonly Finding[]): Minutes {
  const weighty = findings.filter(({ standing }) => standing.kind === 'confirmed');
  const lead = weighty[0];
  return {
    summary:
      lead === undefined
        ? 'The evidence rules found nothing that weighs. No language model was consulted.'
        : `${lead.claim} ${weighty.length > 1 ? `The rules confirm ${weighty.length - 1} more. ` : ''}No language model was consulted.`,
    groups: [],
    agreement: [],
    recommendations: weighty.slice(0, 20).map(({ id, recommendation }) => ({ text: recommendation, findings: [id] })),
    adr_impact: impactOf(weighty, ['ADR_VIOLATION']),
    test_impact: impactOf(weighty, ['TEST_GAP']),
    ml_impact: impactOf(weighty, ['DATA_LEAKAGE', 'METHODOLOGY_FLAW']),
    trading_impact: impactOf(weighty, ['TRADING_RISK', 'COST_RISK']),
  };
}

function impactOf(findings: readonly Finding[], codes: readonly FindingCode[]): string | null {
  const touched = findings.filter(({ code }) => codes.includes(code));
  if (touched.length === 0) return null;
  const ids = touched.map(({ id }) => id).join(', ');
  return `${touched.length === 1 ? 'One confirmed finding' : `${touched.length} confirmed findings`}: ${ids}.`.slice(
    0,
    600,
  );
}
