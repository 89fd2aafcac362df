import { z } from 'zod';
import type { ModelId } from '../kernel/model-id.ts';
import { type Parsed, parseAnswer } from './answer.ts';
import { type Finding, isCandidate, type Raise, type Standing } from './finding.ts';
import { compareFindings } from './findings.ts';
import { type Slot, slotOfSeat } from './seat.ts';

/** What the other model answers about a batch of claims. */
export const Examination = z.strictObject({
  answers: z.array(
    z.strictObject({
      id: z.string().max(20),
      answer: z.enum(['confirmed', 'refuted']),
      why: z.string().max(600),
    }),
  ),
});
export type Examination = z.infer<typeof Examination>;

/** The most claims in one call. */
export const BATCH_SIZE = 20;

/** Claims that one slot's model is asked about in one call. */
export interface Batch {
  readonly slot: Slot;
  readonly candidates: readonly Finding[];
}

/** An answered batch, or one that nobody answered and why. */
export type Examined =
  | { readonly kind: 'answered'; readonly batch: Batch; readonly model: ModelId; readonly examination: Examination }
  | { readonly kind: 'failed'; readonly batch: Batch; readonly why: string };

/** Sorts the open candidates by the model that did not raise them, and cuts them into batches. */
export function batchCandidates(findings: readonly Finding[]): readonly Batch[] {
  const open = findings.filter(needsExamination);
  const slots: readonly Slot[] = ['first', 'second'];
  return slots.flatMap((slot) => {
    const mine = open.filter((finding) => examinerOf(finding) === slot);
    const batches: Batch[] = [];
    for (let at = 0; at < mine.length; at += BATCH_SIZE)
      batches.push({ slot, candidates: mine.slice(at, at + BATCH_SIZE) });
    return batches;
  });
}

/** Reads an examiner's answer. */
export function parseExamination(text: string): Parsed<Examination> {
  return parseAnswer(text, Examination);
}

/** Writes the answers into the findings; what was asked and not answered stays `unanswered` with the reason. */
export function applyExaminations(findings: readonly Finding[], examined: readonly Examined[]): readonly Finding[] {
  const outcomes = new Map<string, Outcome>();
  for (const one of examined)
    for (const finding of one.batch.candidates) outcomes.set(finding.id, outcomeOf(finding, one));
  return findings.map((finding) => ({ ...finding, ...outcomes.get(finding.id) })).sort(compareFindings);
}

type Outcome = Pick<Finding, 'severity' | 'standing'>;

/** A heavier claim that is refuted leaves the lighter one standing, when both models had raised that much. */
function outcomeOf(finding: Finding, examined: Examined): Outcome {
  const standing = standingOf(finding, examined);
  const { severity } = finding;
  const agreed = finding.raised_by.find(
    (raise) => isCandidate(raise) && slotOfSeat(raise.seat) === examined.batch.slot,
  );
  if (standing.kind !== 'refuted' || agreed === undefined) return { severity, standing };
  const models = new Set(finding.raised_by.filter(isCandidate).map(({ model }) => model));
  const why = `raised by both models; as ${severity} it was refuted: ${standing.why}`;
  const confirmed = { kind: 'confirmed', by: 'both models', model: null, independent: models.size > 1, why } as const;
  return { severity: agreed.severity, standing: confirmed };
}

/** Whether a finding waits for the other model. */
function needsExamination(finding: Finding): boolean {
  return isCandidate(finding) && finding.standing.kind === 'unanswered';
}

/** The slot whose model did not raise the finding as heavy as it stands. */
function examinerOf(finding: Finding): Slot {
  const [author] = authorsOf(finding);
  return author !== undefined && slotOfSeat(author.seat) === 'first' ? 'second' : 'first';
}

/** Those who raised a finding as heavy as it stands, else those who raised it as weighty. */
function authorsOf({ raised_by, severity }: Finding): readonly Raise[] {
  const alike = raised_by.filter((raise) => raise.severity === severity);
  return alike.length > 0 ? alike : raised_by.filter(isCandidate);
}

function standingOf(finding: Finding, examined: Examined): Standing {
  if (examined.kind === 'failed') return { kind: 'unanswered', why: examined.why };
  const answers = examined.examination.answers.filter(({ id }) => id === finding.id);
  const [answer] = answers;
  if (answer === undefined) return { kind: 'unanswered', why: 'the examiner left it out' };
  if (answers.some((other) => other.answer !== answer.answer))
    return { kind: 'unanswered', why: 'the examiner answered both ways' };
  const { model } = examined;
  const independent = authorsOf(finding).every((raise) => raise.model !== model);
  if (answer.answer === 'refuted') return { kind: 'refuted', model, independent, why: answer.why };
  return { kind: 'confirmed', by: 'cross-examination', model, independent, why: answer.why };
}
