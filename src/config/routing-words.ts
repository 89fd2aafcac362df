import { z } from 'zod';

/** The session types that a routing row may ask for; the same words as those of a session. */
export const RoutedSession = z.enum(['plan_review', 'pr_review', 'experiment_review', 'general']);
export type RoutedSession = z.infer<typeof RoutedSession>;

/** How deep a review may go. */
export const RoutedDepth = z.enum(['full', 'light', 'skip']);
export type RoutedDepth = z.infer<typeof RoutedDepth>;

/** What GitHub says that the author of a pull request is to the repository. */
export const Association = z.enum([
  'OWNER',
  'MEMBER',
  'COLLABORATOR',
  'CONTRIBUTOR',
  'FIRST_TIME_CONTRIBUTOR',
  'FIRST_TIMER',
  'MANNEQUIN',
  'NONE',
]);
export type Association = z.infer<typeof Association>;

/** How much a hit of an evidence rule weighs, heaviest first. */
export const EvidenceWeight = z.enum(['hard', 'soft']);
export type EvidenceWeight = z.infer<typeof EvidenceWeight>;
