import { z } from 'zod';
import type { TeamFacts } from '../../gates/rules/rule-facts.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { askIfThere } from './ask.ts';

const Team = z.object({ slug: z.string() });
const Membership = z.object({ state: z.enum(['active', 'pending']) });

/** Which of some people are active members of a team, also by a team below it; an invitation that waits is none. */
export async function readTeam({ octokit }: Access, team: string, logins: readonly string[]): Promise<TeamFacts> {
  const [org = '', slug = ''] = team.split('/');
  try {
    const found = await askIfThere(`the team ${team}`, Team, () =>
      octokit.request('GET /orgs/{org}/teams/{team_slug}', { org, team_slug: slug }),
    );
    if (found === null) return { kind: 'absent' };
    const members: string[] = [];
    for (const username of logins) {
      const membership = await askIfThere(`the membership of ${username} in ${team}`, Membership, () =>
        octokit.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', { org, team_slug: slug, username }),
      );
      if (membership?.state === 'active') members.push(username);
    }
    return { kind: 'read', members };
  } catch (error) {
    return unreadable(error);
  }
}

/** What passes by itself is for whoever asks to try again. */
function unreadable(error: unknown): TeamFacts {
  if (!isAppError(error) || error.facts.passing === true) throw error;
  return { kind: 'unreadable', why: error.message };
}
