import { pageOf } from '../pages.ts';
import { presentAccount } from '../presented/account.ts';
import { presentFullRepository } from '../presented/repository.ts';
import { notFound } from '../refusal.ts';
import { ok, optionalText, type RepositoryExchange, type Route, repositoryRoute, text } from '../route.ts';
import { type Account, accountOf, type Repository, type Role, type World } from '../world.ts';

const seen = [['metadata', 'read']] as const;

/** The repository itself and who may do what in it. */
export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('GET /', seen, ({ world, repository }) => ok(presentFullRepository(world, repository))),
  { ...repositoryRoute('GET /collaborators', seen, listCollaborators), hidden: true },
  { ...repositoryRoute('GET /collaborators/{username}/permission', seen, readPermission), hidden: true },
];

const ROLES: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin'];
const NAMES: Readonly<Record<Role, string>> = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

function listCollaborators(exchange: RepositoryExchange) {
  const { world, repository, query } = exchange;
  const asked = optionalText(query, 'permission');
  const wanted = ROLES.filter((role) => NAMES[role] === asked);
  const all = [...repository.collaborators].filter(([, role]) => wanted.length === 0 || reaches(role, wanted));
  const { items, headers } = pageOf(exchange, all);
  const listed = items.map(([login, role]) => presentCollaborator(world, accountOf(world, login), role));
  return ok(listed, headers);
}

function reaches(role: Role, wanted: readonly Role[]): boolean {
  return wanted.every((each) => ROLES.indexOf(role) >= ROLES.indexOf(each));
}

function readPermission({ world, repository, path }: RepositoryExchange) {
  const account = world.accounts.get(text(path, 'username').toLowerCase());
  if (account === undefined) throw notFound();
  const role = roleOf(repository, account);
  const legacy = { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' };
  const user = role === 'none' ? presentStranger(world, account) : presentCollaborator(world, account, role);
  return ok({ permission: legacy[role], user, role_name: role });
}

/** Everybody reads a public repository. */
function roleOf({ collaborators, private: hidden }: Repository, { login }: Account): Role | 'none' {
  return collaborators.get(login.toLowerCase()) ?? (hidden ? 'none' : 'read');
}

function presentCollaborator(world: World, account: Account, role: Role): object {
  const permissions = Object.fromEntries(ROLES.map((each) => [NAMES[each], reaches(role, [each])]));
  return { ...presentAccount(world, account), permissions, role_name: role };
}

function presentStranger(world: World, account: Account): object {
  const permissions = Object.fromEntries(ROLES.map((each) => [NAMES[each], false]));
  return { ...presentAccount(world, account), permissions, role_name: 'none' };
}
