import { filesOf, historyOf, mergeBaseOf, readCommit } from '../commits.ts';
import { changesBetween } from '../file-changes.ts';
import { pageOf } from '../pages.ts';
import { presentCommit } from '../presented/commit.ts';
import { presentFileChange } from '../presented/file-change.ts';
import { repositoryUrl } from '../presented/repository.ts';
import { resolveCommit, resolveEnd } from '../references.ts';
import { notFound, Refusal } from '../refusal.ts';
import { ok, optionalNumber, type RepositoryExchange, type Route, repositoryRoute, text } from '../route.ts';
import { fullName } from '../world.ts';

const read = [['contents', 'read']] as const;

/** Commits and what lies between two of them. */
export const commitRoutes: readonly Route[] = [
  repositoryRoute('GET /compare/{basehead}', read, compare),
  repositoryRoute('GET /commits/{ref}', read, readOne),
];

function compare(exchange: RepositoryExchange) {
  const { world, repository, path, query } = exchange;
  const basehead = text(path, 'basehead');
  const [base, head, ...more] = basehead.split('...').map((end) => resolveEnd(repository, end, world.repositories));
  if (base === null || base === undefined || head === null || head === undefined || more.length > 0) throw notFound();
  const { objects } = repository;
  const mergeBase = mergeBaseOf(objects, base, head);
  if (mergeBase === null) throw new Refusal(404, `No common ancestor between ${basehead.replace('...', ' and ')}.`);
  const [ofBase, ofHead] = [historyOf(objects, base), historyOf(objects, head)];
  const ahead = [...ofHead].filter((sha) => !ofBase.has(sha)).toReversed();
  const behind = [...ofBase].filter((sha) => !ofHead.has(sha)).length;
  const changes = changesBetween(objects, filesOf(objects, mergeBase), filesOf(objects, head));
  const listed = (optionalNumber(query, 'page') ?? 1) > 1 ? [] : changes.slice(0, world.limits.compareFiles);
  const url = `${repositoryUrl(world, repository)}/compare/${basehead}`;
  const html = `https://github.com/${fullName(repository)}/compare/${basehead}`;
  const { items, headers } = pageOf(exchange, ahead);
  const commits = query.per_page === undefined ? ahead.slice(0, 250) : items;
  return ok(
    {
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: presentCommit(world, repository, base),
      merge_base_commit: presentCommit(world, repository, mergeBase),
      status: statusOf(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: commits.map((sha) => presentCommit(world, repository, sha)),
      files: listed.map((change) => presentFileChange(world, repository, change, head)),
    },
    headers,
  );
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}

function readOne(exchange: RepositoryExchange) {
  const { world, repository, path } = exchange;
  const { objects } = repository;
  const sha = resolveCommit(repository, text(path, 'ref'));
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${text(path, 'ref')}`);
  const [parent] = readCommit(objects, sha).parents;
  const before = parent === undefined ? new Map<string, never>() : filesOf(objects, parent);
  const changes = changesBetween(objects, before, filesOf(objects, sha));
  const { items, headers } = pageOf(exchange, changes.slice(0, world.limits.pullFiles));
  const files = items.map((change) => presentFileChange(world, repository, change, sha));
  return ok({ ...presentCommit(world, repository, sha), files }, headers);
}
