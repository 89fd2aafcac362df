import { z } from 'zod';

/** What a session is asked to judge. */
export const SessionType = z.enum(['plan_review', 'pr_review', 'experiment_review', 'general']);
export type SessionType = z.infer<typeof SessionType>;

export type ReviewedKind = { readonly kind: 'change' } | { readonly kind: 'artifact'; readonly path: string };

const PLAN = /-plan\.md$/i;
const EXPERIMENT = /(experiment|verdict|sign-?off|ablation|results?)[^/]*\.(md|txt)$/i;

/** The session type that an input suggests when nobody named one: a change is a `pr_review`, a file is judged by its name. */
export function suggestSessionType(reviewed: ReviewedKind): SessionType {
  if (reviewed.kind === 'change') return 'pr_review';
  if (PLAN.test(reviewed.path)) return 'plan_review';
  if (EXPERIMENT.test(reviewed.path)) return 'experiment_review';
  return 'general';
}
