import { z } from 'zod';
import { Severity } from '../kernel/severity.ts';
import { FindingCode } from '../kernel/verdict-code.ts';
import { type Parsed, parseAnswer } from './answer.ts';

/** What a seat recommends; an abstention is heard but counts in no share. */
export const Stance = z.enum(['accept', 'accept_with_changes', 'reject', 'abstain']);
export type Stance = z.infer<typeof Stance>;

/** The most findings one answer may hold; it bounds the cost of the cross-examination. */
export const MOST_FINDINGS = 12;

/** One claim as a seat states it, before its citation is checked. */
export const Claim = z.strictObject({
  severity: Severity,
  code: FindingCode,
  claim: z.string().min(1).max(600),
  quote: z.string().max(2000).nullable(),
  path: z.string().max(500).nullable(),
  evidence: z.string().max(20).nullable(),
  recommendation: z.string().max(600),
});
export type Claim = z.infer<typeof Claim>;

/** What one seat answers. */
export const Opinion = z.strictObject({
  stance: Stance,
  abstain_reason: z.string().max(600).nullable(),
  score: z.number().min(0).max(10),
  summary: z.string().max(1200),
  findings: z.array(Claim).max(MOST_FINDINGS),
});
export type Opinion = z.infer<typeof Opinion>;

/** Parses a seat's answer; an abstention without its reason is not valid. */
export function parseOpinion(text: string): Parsed<Opinion> {
  const parsed = parseAnswer(text, Opinion);
  if (parsed.kind === 'valid' && parsed.value.stance === 'abstain' && !parsed.value.abstain_reason?.trim()) {
    return { kind: 'invalid', errors: ['abstain_reason: an abstention needs its reason'] };
  }
  return parsed;
}

const WEIGHT: readonly Stance[] = ['reject', 'accept_with_changes', 'accept', 'abstain'];

/** Merges the answers of one seat to the parts of a dossier: the sternest stance and the lowest score stand. */
export function mergeOpinions(opinions: readonly Opinion[]): Opinion {
  const [first, ...rest] = opinions;
  if (first === undefined) throw new RangeError('no opinion to merge');
  return rest.reduce(mergeTwo, first);
}

function mergeTwo(left: Opinion, right: Opinion): Opinion {
  if (left.stance === 'abstain' && right.stance !== 'abstain') return { ...right, findings: [...left.findings, ...right.findings] };
  if (right.stance === 'abstain' && left.stance !== 'abstain') return { ...left, findings: [...left.findings, ...right.findings] };
  const stance = WEIGHT.indexOf(left.stance) <= WEIGHT.indexOf(right.stance) ? left.stance : right.stance;
  return {
    stance,
    abstain_reason: stance === 'abstain' ? left.abstain_reason : null,
    score: Math.min(left.score, right.score),
    summary: [left.summary, right.summary].filter((text) => text !== '').join(' '),
    findings: [...left.findings, ...right.findings],
  };
}
