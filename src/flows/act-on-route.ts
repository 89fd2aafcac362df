import type { NotAsked } from '../ports/code-host.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import type { Route } from '../routing/route.ts';
import type { PullPorts } from './pull-ports.ts';

/**
 * Asks the people and teams that a route names for their review, and puts its labels on; returns what could not be done,
 * which the verdict tells. What an earlier review of the pull request asked for is not asked again.
 */
export async function actOnRoute(
  { pull, head }: Pick<ReviewTicket, 'pull' | 'head'>,
  route: Route | null,
  { journal, host, book }: PullPorts,
): Promise<readonly NotAsked[]> {
  if (route === null || route.reviewers.length + route.teams.length + route.labels.length === 0) return [];
  return journal.step('ask whom the route names', async () => {
    const now = await host.readPull(pull.number);
    if (now === null || now.head.sha !== head) return [];
    const last = await book.lastSession(pull);
    const before = last?.route ?? null;
    const isNew = (asked: readonly string[] | undefined) => (one: string) => !(asked ?? []).includes(one);
    const failed = await host.askForReviews({
      number: pull.number,
      author: now.author.login,
      users: route.reviewers.filter(isNew(before?.reviewers)),
      teams: route.teams.filter(isNew(before?.teams)),
    });
    const labels = route.labels.filter((label) => !now.labels.includes(label) && isNew(before?.labels)(label));
    const named = [...route.reviewers, ...route.teams, ...route.labels.map((label) => `label ${label}`)];
    const still = (last?.not_asked ?? []).filter(({ whom }) => named.includes(whom));
    return [...still, ...failed, ...(await host.putLabels(pull.number, labels))];
  });
}
