import { z } from 'zod';
import type { VariableReading } from '../../gates/bypass.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { askIfThere } from './ask.ts';
import { namePermission } from './granted-permission.ts';

const Variable = z.object({ name: z.string(), value: z.string(), updated_at: z.iso.datetime({ offset: true }) });
type Variable = z.infer<typeof Variable>;

/** Most variables that GitHub gives on a page. */
const PAGE = 30;

/** Reads a variable of the repository, or else of its organisation; whatever stands in the way is a reading, too. */
export async function readVariable(access: Access, name: string): Promise<VariableReading> {
  try {
    const found = (await readOwn(access, name)) ?? (await findShared(access, name));
    return found === null ? { kind: 'unset' } : { kind: 'set', value: found.value, since: found.updated_at };
  } catch (error) {
    if (!isAppError(error) || error.code === 'broken') throw error;
    if (error.facts.passing === true) return { kind: 'unreadable', why: error.message };
    const needed = namePermission('actions_variables', 'read');
    return { kind: 'unreadable', why: `${error.message}; reading it takes the permission ${needed}` };
  }
}

async function readOwn({ octokit, at, name: repository }: Access, name: string): Promise<Variable | null> {
  return askIfThere(`variable ${name} of ${repository}`, Variable, () =>
    octokit.request('GET /repos/{owner}/{repo}/actions/variables/{name}', { ...at, name }),
  );
}

/** A repository of a person has no organisation, of which GitHub says that it is not there. */
async function findShared({ octokit, at, name: repository }: Access, name: string): Promise<Variable | null> {
  const asked = `the variables of the organisation that reach ${repository}`;
  const shared = await askIfThere(asked, z.array(Variable), async () => ({
    data: await octokit.paginate('GET /repos/{owner}/{repo}/actions/organization-variables', {
      ...at,
      per_page: PAGE,
    }),
  }));
  // GitHub keeps the names of variables in capitals, whoever writes them how.
  return shared?.find((each) => each.name.toUpperCase() === name.toUpperCase()) ?? null;
}
