import { z } from 'zod';
import type { Permission } from '../../ports/guard-host.ts';
import type { Access } from './access.ts';
import { askAll, askIfThere } from './ask.ts';
import { isPassing, statusOf } from './failure.ts';

const Role = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']);

const Permitted = z.object({
  permission: z.enum(['admin', 'write', 'read', 'none']),
  role_name: z.string().optional(),
});

/** What a person may do now; a role that the organisation made counts as the one it is based on. */
export async function readPermission({ octokit, at, name }: Access, login: string): Promise<Permission> {
  const found = await askIfThere(`what ${login} may do in ${name}`, Permitted, () =>
    octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', { ...at, username: login }),
  );
  if (found === null) return 'none';
  const role = Role.safeParse(found.role_name);
  return role.success ? role.data : found.permission;
}

const Collaborator = z.object({
  login: z.string(),
  permissions: z.object({ admin: z.boolean(), maintain: z.boolean().optional() }).optional(),
});

/** Logins with maintain or admin, sorted; null when GitHub does not let us read them. */
export async function listMaintainers({ octokit, at, name }: Access): Promise<readonly string[] | null> {
  const collaborators = await askAll(`the collaborators of ${name}`, Collaborator, () =>
    octokit
      .paginate('GET /repos/{owner}/{repo}/collaborators', { ...at, per_page: 100 })
      .catch((error: unknown) => unreadable(error)),
  );
  if (collaborators.length === 0) return null;
  return collaborators
    .filter(({ permissions }) => permissions?.admin === true || permissions?.maintain === true)
    .map(({ login }) => login)
    .sort();
}

/** A repository without any collaborator does not exist, so that none means not readable. */
function unreadable(error: unknown): readonly unknown[] {
  const status = statusOf(error);
  if ((status === 403 || status === 404) && !isPassing(error)) return [];
  throw error;
}
