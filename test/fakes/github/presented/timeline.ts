import type { PullEvent } from '../records.ts';
import { accountOf, type Comment, type Pull, type World } from '../world.ts';
import { nodeId, presentAccount, presentActor } from './account.ts';
import { presentComment } from './comment.ts';
import { presentCommit } from './commit.ts';
import { repositoryUrl } from './repository.ts';
import { presentListedTeam } from './team.ts';

/** What somebody did to a pull request, as the timeline tells it. */
export function presentEvent(world: World, pull: Pull, event: PullEvent): object {
  const { id, kind, by, at, label, rename } = event;
  return {
    id,
    node_id: nodeId('IssueEvent', id),
    url: `${repositoryUrl(world, pull.repository)}/issues/events/${id}`,
    actor: presentActor(world, accountOf(world, by)),
    event: kind,
    commit_id: kind === 'merged' ? pull.mergeSha : null,
    commit_url: null,
    created_at: at,
    performed_via_github_app: null,
    ...(label === undefined ? {} : { label: { name: label, color: 'ededed' } }),
    ...(rename === undefined ? {} : { rename }),
    ...(kind === 'closed' ? { state_reason: null } : {}),
    ...(kind === 'review_requested' ? presentRequest(world, pull, event) : {}),
  };
}

function presentRequest(world: World, { repository }: Pull, { by, reviewer, team }: PullEvent): object {
  return {
    review_requester: presentActor(world, accountOf(world, by)),
    ...(reviewer === undefined ? {} : { requested_reviewer: presentAccount(world, accountOf(world, reviewer)) }),
    ...(team === undefined ? {} : { requested_team: presentListedTeam(world, repository.owner.login, team) }),
  };
}

/** A comment in the timeline. */
export function presentCommented(world: World, comment: Comment): object {
  const presented = presentComment(world, comment);
  return { event: 'commented', ...presented, actor: presented.user };
}

/** A commit in the timeline, which has neither a number nor an account. */
export function presentCommitted(world: World, { repository }: Pull, sha: string): object {
  const { commit, ...presented } = presentCommit(world, repository, sha);
  const { author, committer, message, tree, verification } = Object(commit);
  const { url, html_url, node_id, parents } = presented;
  return { event: 'committed', sha, node_id, url, html_url, parents, author, committer, message, tree, verification };
}
