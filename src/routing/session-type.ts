import { z } from 'zod';

/** What a session is asked to judge. */
export const SessionType = z.enum(['plan_review', 'pr_review', 'experiment_review', 'general']);
export type SessionType = z.infer<typeof SessionType>;

/** What is reviewed, as far as its session type depends on it. */
export type ReviewedKind = { readonly kind: 'change' } | { readonly kind: 'artifact'; readonly path: string };

const TEXT = /\.(?:md|markdown|txt)$/i;
const PLAN = /-plan$/i;
/** A whole word of a file's name (`s22_verdict`, `ablation-2026-05`), so that `experimental` is none. */
const RESULT = /(?:^|[^a-z])(?:experiments?|verdicts?|sign-?offs?|ablations?|results?)(?:[^a-z]|$)/i;
const RESULT_FOLDER = /(?:^|\/)experiments?\//i;

/** The session type that an input suggests when nobody named one: a change is a `pr_review`, a file is judged by its name. */
export function suggestSessionType(reviewed: ReviewedKind): SessionType {
  if (reviewed.kind === 'change') return 'pr_review';
  if (!TEXT.test(reviewed.path)) return 'general';
  const path = reviewed.path.replace(TEXT, '').replaceAll('\\', '/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (PLAN.test(name)) return 'plan_review';
  return RESULT.test(name) || RESULT_FOLDER.test(path) ? 'experiment_review' : 'general';
}
