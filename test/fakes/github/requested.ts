import type { Pull, World } from './world.ts';

/** Whose review of a pull request is requested, in small letters, in the order in which they were asked. */
export interface Requested {
  readonly users: Set<string>;
  /** Slugs. */
  readonly teams: Set<string>;
}

const known = new WeakMap<Pull, Requested>();

/** Who is asked for a review of a pull request and has not given one. */
export function requestedOf(pull: Pull): Requested {
  const requested = known.get(pull) ?? { users: new Set<string>(), teams: new Set<string>() };
  known.set(pull, requested);
  return requested;
}

/** Whoever reviews is not asked any more, nor is a team for which a member of it has spoken. */
export function settleRequests({ teams }: Pick<World, 'teams'>, pull: Pull, login: string): void {
  const requested = requestedOf(pull);
  requested.users.delete(login.toLowerCase());
  for (const slug of [...requested.teams]) {
    const members = teams.get(`${pull.repository.owner.login}/${slug}`.toLowerCase());
    if (members?.get(login.toLowerCase()) === 'active') requested.teams.delete(slug);
  }
}
