import { readCommit } from '../commits.ts';
import { pageOf } from '../pages.ts';
import { commentsOf } from '../presented/pull.ts';
import { presentReview } from '../presented/review.ts';
import { presentCommented, presentCommitted, presentEvent } from '../presented/timeline.ts';
import { commitsOf } from '../pull-changes.ts';
import { notFound } from '../refusal.ts';
import { number, ok, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { timestamp } from '../world.ts';

/** Everything that happened to a pull request, oldest first. */
export const timelineRoute: Route = repositoryRoute(
  'GET /issues/{issue_number}/timeline',
  [
    ['issues', 'read'],
    ['pull_requests', 'read'],
  ],
  (exchange: RepositoryExchange) => {
    const { world, repository, path } = exchange;
    const pull = repository.pulls.get(number(path, 'issue_number'));
    if (pull === undefined) throw notFound();
    const committed = commitsOf(pull).map((sha) => ({
      at: timestamp(readCommit(repository.objects, sha).committer.date),
      id: 0,
      item: () => presentCommitted(world, pull, sha),
    }));
    const commented = commentsOf(world, pull).map((comment) => ({
      at: comment.createdAt,
      id: comment.id,
      item: () => presentCommented(world, comment),
    }));
    const reviewed = pull.reviews.map((review) => ({
      at: review.at,
      id: review.id,
      item: () => ({ event: 'reviewed', ...presentReview(world, pull, review) }),
    }));
    const events = pull.events.map((event) => ({
      at: event.at,
      id: event.id,
      item: () => presentEvent(world, pull, event),
    }));
    const all = [...committed, ...commented, ...reviewed, ...events].toSorted(
      (one, other) => Date.parse(one.at) - Date.parse(other.at) || one.id - other.id,
    );
    const { items, headers } = pageOf(exchange, all);
    return ok(
      items.map(({ item }) => item()),
      headers,
    );
  },
);
