import { accountOf, type World } from './world.ts';

/** Makes a team, or gives it other members. */
export function addTeam(
  world: World,
  team: string,
  { members, invited = [] }: { readonly members: readonly string[]; readonly invited?: readonly string[] | undefined },
): void {
  for (const login of [...members, ...invited]) accountOf(world, login);
  const entries = [
    ...invited.map((login) => [login.toLowerCase(), 'pending'] as const),
    ...members.map((login) => [login.toLowerCase(), 'active'] as const),
  ];
  world.teams.set(team.toLowerCase(), new Map(entries));
}
