import type { Command } from '../../change/command.ts';
import type { Answer } from '../../committee/answer-comment/answer.ts';
import type { SessionType } from '../../routing/session-type.ts';
import { takeUpPull } from '../take-up-pull.ts';
import type { Commander, ObeyPorts } from './commander.ts';

/** What a person asks to be reviewed again. */
export interface ReviewWish {
  readonly verb: 'review' | 'retry';
  readonly session: Extract<Command, { verb: 'review' }>['session'];
}

const TYPES: Readonly<Record<NonNullable<ReviewWish['session']>, SessionType | null>> = {
  plan: 'plan_review',
  pr: 'pr_review',
  experiment: 'experiment_review',
  full: null,
};

/** Begins another attempt at a review, also of a draft or of a stranger's pull request. */
export async function orderReview(
  { pull, comment }: Commander,
  { verb, session }: ReviewWish,
  ports: ObeyPorts,
): Promise<Answer> {
  const sessionType = session === null ? null : TYPES[session];
  const asked = { by: comment.author, isWelcome: true, anew: true, sessionType, full: session === 'full' };
  const taken = await takeUpPull({ pull, cause: `comment ${comment.id}`, asked, again: true }, ports);
  switch (taken.kind) {
    case 'begun': {
      const { head, attempt } = taken.ticket;
      return { kind: 'started', verb, sessionType: taken.sessionType, head, attempt };
    }
    case 'on-record':
      return { kind: 'on-record', head: taken.review.head, sessionId: taken.review.sessionId ?? '', url: null };
    case 'refused':
      return { kind: 'notice', notice: taken.notice };
    case 'nothing':
      return { kind: 'nothing', why: taken.why };
    default:
      return taken satisfies never;
  }
}
