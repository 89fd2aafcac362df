import { z } from 'zod';
import { Severity } from '../kernel/severity.ts';
import { FindingCode } from '../kernel/verdict-code.ts';
import { type Parsed, parseAnswer } from './answer.ts';

/** What a seat recommends; an abstention is heard but counts in no share. */
export const Stance = z.enum(['accept', 'accept_with_changes', 'reject', 'abstain']);
export type Stance = z.infer<typeof Stance>;

/** The most findings one answer may hold, so that it ends within its limit; a seat with more is asked again. */
export const MOST_FINDINGS = 12;

/** The most answers of one seat to one reading; a seat that has more to say even then is told of in the verdict. */
export const MOST_ANSWERS = 5;

/** One claim as a seat states it, before its citation is checked. */
export const Claim = z.strictObject({
  severity: Severity,
  code: FindingCode,
  claim: z.string().min(1).max(600),
  quote: z.string().max(2000).nullable(),
  path: z.string().max(500).nullable(),
  evidence: z.string().max(20).nullable(),
  /** Ids of records, passages, lines and rules of the dossier: `adr:25`, `doc:…`, `code:…`, `rule:…`. */
  cites: z.array(z.string().max(400)).max(8),
  recommendation: z.string().max(600),
});
export type Claim = z.infer<typeof Claim>;

/** What a seat says of one of its own findings whose code has changed. */
export const SeatRuling = z.strictObject({
  id: z.string().max(20),
  answer: z.enum(['fixed', 'stands']),
  why: z.string().max(600),
});
export type SeatRuling = z.infer<typeof SeatRuling>;

/** The most findings that a seat is asked to rule on in one call; the others stay open. */
export const MOST_RULINGS = 40;

/** What one seat answers. */
export const Opinion = z.strictObject({
  stance: Stance,
  abstain_reason: z.string().max(600).nullable(),
  score: z.number().min(0).max(10),
  summary: z.string().max(1200),
  findings: z.array(Claim).max(MOST_FINDINGS),
});
export type Opinion = z.infer<typeof Opinion>;

/** A claim of a later review, with the finding on record that has the same cause. */
const LaterClaim = Claim.extend({ known: z.string().max(20).nullable() });

/** What a seat answers in a later review. */
export const LaterOpinion = Opinion.extend({
  findings: z.array(LaterClaim).max(MOST_FINDINGS),
  rulings: z.array(SeatRuling).max(MOST_RULINGS),
});

/** What was heard of a seat; in a first review it rules on nothing. */
export type HeardWords = Omit<Opinion, 'findings'> & {
  findings: HeardClaim[];
  readonly rulings?: readonly SeatRuling[];
};

/** A claim as it was heard; in a first review nothing is on record. */
export type HeardClaim = Claim & { readonly known?: string | null };

/** As it is received: a claim that cites nothing may leave the list out, and so may a ruling on nothing. */
const ReceivedOpinion = Opinion.extend({
  findings: z.array(Claim.extend({ cites: Claim.shape.cites.default([]) })).max(MOST_FINDINGS),
});
const ReceivedLater = ReceivedOpinion.extend({
  findings: z
    .array(LaterClaim.extend({ cites: Claim.shape.cites.default([]), known: LaterClaim.shape.known.default(null) }))
    .max(MOST_FINDINGS),
  rulings: LaterOpinion.shape.rulings.default([]),
});

/** Parses a seat's answer; an abstention without its reason is not valid. */
export function parseOpinion(text: string): Parsed<Opinion> {
  return demandReason(parseAnswer(text, ReceivedOpinion));
}

/** The same for a later review, with what the seat rules on its own findings. */
export function parseLaterOpinion(text: string): Parsed<HeardWords> {
  return demandReason<HeardWords>(parseAnswer(text, ReceivedLater));
}

function demandReason<T extends Opinion>(parsed: Parsed<T>): Parsed<T> {
  if (parsed.kind === 'valid' && parsed.value.stance === 'abstain' && !parsed.value.abstain_reason?.trim()) {
    return { kind: 'invalid', errors: ['abstain_reason: an abstention needs its reason'] };
  }
  return parsed;
}

const WEIGHT: readonly Stance[] = ['reject', 'accept_with_changes', 'accept', 'abstain'];

/**
 * Merges the answers of one seat to the parts of a dossier: the sternest stance and the lowest score stand, all
 * findings are kept. A seat abstains only when it does so on every part; on some parts, its reason joins the summary.
 */
export function mergeOpinions(opinions: readonly Opinion[]): Opinion {
  const judged = opinions.filter(({ stance }) => stance !== 'abstain');
  const weighed = judged.length > 0 ? judged : opinions;
  const [first] = weighed;
  if (first === undefined) throw new RangeError('no opinion to merge');
  const reasons = join(
    opinions.map(({ stance, abstain_reason }) => (stance === 'abstain' ? (abstain_reason ?? '') : '')),
  );
  const partly = judged.length > 0 && judged.length < opinions.length ? `It abstained on a part: ${reasons}` : '';
  return {
    stance: weighed.reduce((sternest, { stance }) => sterner(sternest, stance), first.stance),
    abstain_reason: judged.length > 0 ? null : reasons,
    score: Math.min(...weighed.map(({ score }) => score)),
    summary: join([...weighed.map(({ summary }) => summary), partly]),
    findings: opinions.flatMap(({ findings }) => findings),
  };
}

function sterner(left: Stance, right: Stance): Stance {
  return WEIGHT.indexOf(left) <= WEIGHT.indexOf(right) ? left : right;
}

/** Equal texts are said once. */
function join(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '').join(' ');
}
