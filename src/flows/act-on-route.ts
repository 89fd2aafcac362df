import type { NotAsked } from '../ports/code-host.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import type { Route } from '../routing/route.ts';
import type { PullPorts } from './pull-ports.ts';

/** Whom a route names beside the committee, and which labels. */
export type Named = Pick<Route, 'reviewers' | 'teams' | 'labels'>;

/**
 * Asks the people and teams that a route names for their review, and puts its labels on; returns what could not be done,
 * which the verdict tells. Who was asked before is not asked again, and a label that a person took off stays off.
 */
export async function actOnRoute(
  { pull, head }: Pick<ReviewTicket, 'pull' | 'head'>,
  route: Named | null,
  { journal, host }: Pick<PullPorts, 'journal' | 'host'>,
): Promise<readonly NotAsked[]> {
  if (route === null || route.reviewers.length + route.teams.length + route.labels.length === 0) return [];
  return journal.step('ask whom the route names', async () => {
    const now = await host.readPull(pull.number);
    if (now === null || now.state !== 'open' || now.head.sha !== head) return [];
    const { reviewers: users, teams, labels } = route;
    const failed = await host.askForReviews({ number: pull.number, author: now.author.login, users, teams });
    return [...failed, ...(await host.putLabels(pull.number, labels))];
  });
}
