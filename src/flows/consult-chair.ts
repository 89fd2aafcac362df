import { briefChair } from '../committee/brief.ts';
import { Minutes, parseMinutes } from '../committee/chair.ts';
import type { HeardOpinion } from '../committee/draft.ts';
import type { Finding } from '../committee/finding.ts';
import type { Session } from '../committee/session.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { ask, tellAnswered } from './ask.ts';
import type { Desk } from './desk.ts';

/** What the chair is asked about, and on which models. */
export interface ChairRequest {
  readonly model: ModelId;
  readonly chain: readonly ModelId[];
  readonly findings: readonly Finding[];
  readonly heard: readonly HeardOpinion[];
}

/** Asks the chair for groups and words; without an answer the verdict stands on the rule table alone. */
export async function consultChair(request: ChairRequest, desk: Desk): Promise<NonNullable<Session['chair']>> {
  desk.witness({ kind: 'consolidating' });
  desk.purse.release('chair');
  const answer = await ask(
    {
      call: 'chair',
      chain: request.chain,
      brief: briefChair(request.findings, request.heard, desk.prompts),
      data: { kind: 'chair', findings: request.findings },
      schema: Minutes,
      kind: 'minutes',
      parse: parseMinutes,
    },
    desk,
  );
  tellAnswered('chair', answer, desk);
  return {
    model: request.model,
    answered_by: answer.answeredBy,
    minutes: answer.value,
    failed_tries: [...answer.failedTries],
    totals: answer.totals,
  };
}
