import { type Check, fullName, type Pull, type Repository, type World } from '../world.ts';
import { nodeId } from './account.ts';
import { presentApp } from './app.ts';
import { repositoryUrl } from './repository.ts';

/** A check run with the open pull requests of its repository whose head it stands on; forks' are left out. */
export function presentCheck(world: World, check: Check): Readonly<Record<string, unknown>> {
  const { id, repository, headSha } = check;
  const url = `${repositoryUrl(world, repository)}/check-runs/${id}`;
  const html = `https://github.com/${fullName(repository)}/runs/${id}`;
  const pulls = [...repository.pulls.values()].filter(
    (pull) => pull.state === 'open' && pull.headSha === headSha && pull.head.repository === repository,
  );
  return {
    id,
    node_id: nodeId('CheckRun', id),
    name: check.name,
    head_sha: headSha,
    external_id: check.externalId,
    url,
    html_url: html,
    details_url: check.detailsUrl ?? `https://github.com/apps/${check.app.slug}`,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      title: check.title,
      summary: check.summary,
      text: check.text,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteId(check) },
    app: presentApp(world, check.app),
    pull_requests: pulls.map((pull) => presentMinimalPull(world, pull)),
  };
}

/** One suite for each app and commit. */
function suiteId({ app, headSha }: Check): number {
  return Number.parseInt(headSha.slice(0, 8), 16) + app.id;
}

function presentMinimalPull(world: World, { id, number, repository, head, headSha, base }: Pull): object {
  const side = (at: Repository) => ({ id: at.id, url: repositoryUrl(world, at), name: at.name });
  return {
    id,
    number,
    url: `${repositoryUrl(world, repository)}/pulls/${number}`,
    head: { ref: head.branch, sha: headSha, repo: side(head.repository) },
    base: { ref: base, sha: repository.branches.get(base) ?? headSha, repo: side(repository) },
  };
}
