import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import type { AskedReviews, NotAsked } from '../../ports/code-host.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';
import { readTimeline } from './timeline.ts';

const Requested = z.object({
  users: z.array(z.object({ login: z.string() })),
  teams: z.array(z.object({ slug: z.string() })),
});

/** Only requests and reviews of a timeline name these; an account may be gone. */
const Event = z.object({
  event: z.string().optional(),
  requested_reviewer: z.object({ login: z.string() }).nullish(),
  requested_team: z.object({ slug: z.string() }).nullish(),
  user: z.object({ login: z.string() }).nullish(),
});

/**
 * Requests reviews of people and teams, each by itself, so that one whom GitHub refuses keeps no other from being asked.
 * Who was ever asked, has reviewed, or wrote the pull request is left in peace: a team is no longer listed as asked once
 * a member of it has reviewed, and a person may have taken the request back.
 */
export async function askForReviews(access: Access, wanted: AskedReviews): Promise<readonly NotAsked[]> {
  const { users, teams } = await withoutAsked(access, wanted);
  const failed: NotAsked[] = [];
  for (const login of users) {
    failed.push(...(await tryAsking(access, { number: wanted.number, whom: login, body: { reviewers: [login] } })));
  }
  for (const team of teams) {
    if (!isOwn(team, access)) {
      failed.push({ whom: team, why: `only a team of ${access.at.owner}, which owns the repository, can be asked` });
      continue;
    }
    const body = { team_reviewers: [slugOf(team)] };
    failed.push(...(await tryAsking(access, { number: wanted.number, whom: team, body })));
  }
  return failed;
}

/** Puts labels on a pull request, each by itself; one that was ever set there is left as people left it. */
export async function putLabels(
  access: Access,
  number: number,
  labels: readonly string[],
): Promise<readonly NotAsked[]> {
  if (labels.length === 0) return [];
  const { octokit, at, name } = access;
  const timeline = await readTimeline(access, number);
  const known = new Set(timeline.labels.map(({ label }) => label.toLowerCase()));
  const failed: NotAsked[] = [];
  for (const label of labels.filter((one) => !known.has(one.toLowerCase()))) {
    try {
      await ask(`labels on ${name}#${number}`, z.unknown(), () =>
        octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
          ...at,
          issue_number: number,
          labels: [label],
          request: { repeatable: true },
        }),
      );
    } catch (error) {
      failed.push({ whom: `label ${label}`, why: refusalIn(error) });
    }
  }
  return failed;
}

async function withoutAsked(
  { octokit, at, name }: Access,
  { number, author, users, teams }: AskedReviews,
): Promise<Pick<AskedReviews, 'users' | 'teams'>> {
  if (users.length + teams.length === 0) return { users, teams };
  const pull = { ...at, pull_number: number };
  const asked = await ask(`the reviewers of ${name}#${number}`, Requested, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', pull),
  );
  const events = await askAll(`the timeline of ${name}#${number}`, Event, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/timeline', {
      ...at,
      issue_number: number,
      per_page: 100,
    }),
  );
  const reviewers = events.flatMap(({ event, user }) => (event === 'reviewed' ? (user?.login ?? []) : []));
  const before = events.filter(({ event }) => event === 'review_requested');
  const asking = [...asked.users, ...before.flatMap((event) => event.requested_reviewer ?? [])];
  const logins = new Set([author, ...asking.map(({ login }) => login), ...reviewers].map((one) => one.toLowerCase()));
  const teamsAsked = [...asked.teams, ...before.flatMap((event) => event.requested_team ?? [])];
  const slugs = new Set(teamsAsked.map(({ slug }) => slug.toLowerCase()));
  return {
    users: users.filter((login) => !logins.has(login.toLowerCase())),
    teams: teams.filter((team) => !isOwn(team, { at }) || !slugs.has(slugOf(team).toLowerCase())),
  };
}

interface Request {
  readonly number: number;
  readonly whom: string;
  readonly body: { readonly reviewers: string[] } | { readonly team_reviewers: string[] };
}

/** A person who may not review, or a team that does not exist, is told and stops nothing. */
async function tryAsking({ octokit, at, name }: Access, { number, whom, body }: Request): Promise<readonly NotAsked[]> {
  try {
    await ask(`a review of ${name}#${number}`, z.unknown(), () =>
      octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        ...at,
        pull_number: number,
        ...body,
        request: { repeatable: true },
      }),
    );
    return [];
  } catch (error) {
    return [{ whom, why: refusalIn(error) }];
  }
}

function refusalIn(error: unknown): string {
  if (!isAppError(error) || error.facts.passing === true) throw error;
  return error.message;
}

/** GitHub takes a team by its slug alone, so that one of another organisation would be mistaken for one of ours. */
function isOwn(team: string, { at }: Pick<Access, 'at'>): boolean {
  return team.slice(0, team.lastIndexOf('/')).toLowerCase() === at.owner.toLowerCase();
}

/** `risk` of `acme/risk`. */
function slugOf(team: string): string {
  return team.slice(team.lastIndexOf('/') + 1);
}
