import { hashTexts } from '../kernel/hash.ts';

/** What makes two reviews the same one. */
export interface ReviewIdentity {
  readonly repositoryId: number;
  readonly pull: number;
  readonly head: string;
  readonly mergeBase: string;
  /** Hash over everything that instructs. */
  readonly configuration: string;
  /** Null when the change suggests its own. */
  readonly sessionType: string | null;
  readonly attempt: number;
}

/** The key under which a review is begun once; 64 hexadecimal digits. */
export function reviewKey(identity: ReviewIdentity): string {
  const { repositoryId, pull, head, mergeBase, configuration, sessionType, attempt } = identity;
  return hashTexts([
    'review',
    String(repositoryId),
    String(pull),
    head,
    mergeBase,
    configuration,
    sessionType ?? '',
    String(attempt),
  ]);
}
