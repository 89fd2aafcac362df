import type { Review } from '../records.ts';
import { accountOf, type Pull, type World } from '../world.ts';
import { nodeId, presentActor } from './account.ts';
import { associationOf, pullPage } from './pull.ts';
import { repositoryUrl } from './repository.ts';

/** A review as it stands in lists. */
export function presentReview(world: World, pull: Pull, review: Review): Readonly<Record<string, unknown>> {
  const { id, by, body, commit, at, state } = review;
  const self = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  const html = `${pullPage(pull)}#pullrequestreview-${id}`;
  return {
    id,
    node_id: nodeId('PullRequestReview', id),
    user: presentActor(world, accountOf(world, by)),
    body,
    state,
    html_url: html,
    pull_request_url: self,
    author_association: associationOf(pull, by),
    _links: { html: { href: html }, pull_request: { href: self } },
    submitted_at: at,
    commit_id: commit,
  };
}
