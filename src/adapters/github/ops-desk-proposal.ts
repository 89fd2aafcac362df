import { type ZodType, z } from 'zod';
import type { FileProposal, Proposed } from '../../ports/ops-desk.ts';
import { type Answered, ask, askAll, askIfThere } from './ask.ts';
import type { DeskAccess } from './desk-access.ts';
import { githubFailed, isPassing, statusOf } from './failure.ts';
import { readDefaultBranch } from './pulls.ts';

/** Of a file above 1 MiB GitHub gives no content here and names the encoding `none`. */
const File = z.object({ type: z.literal('file'), sha: z.string(), content: z.string(), encoding: z.string() });
const Blob = z.object({ content: z.string(), encoding: z.literal('base64') });
const Pull = z.object({ number: z.number(), html_url: z.string() });
const Reference = z.object({ object: z.object({ sha: z.string() }) });

/** The text of a file on the default branch; null when there is none. */
export async function readDefaultFile(access: DeskAccess, path: string): Promise<string | null> {
  return (await readFile(access, path))?.text ?? null;
}

async function readFile(access: DeskAccess, path: string, branch?: string) {
  const { octokit, at, name } = access;
  const found = await askIfThere(`${path} of ${name}`, File, () =>
    octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
      ...{ ...at, path, ...(branch !== undefined && { ref: branch }) },
    }),
  );
  if (found === null) return null;
  const { sha } = found;
  const content = found.encoding === 'base64' ? found.content : await readBlob(access, path, sha);
  return { sha, text: Buffer.from(content, 'base64').toString('utf8') };
}

async function readBlob({ octokit, at, name }: DeskAccess, path: string, sha: string): Promise<string> {
  const { content } = await ask(`${path} of ${name} as a blob`, Blob, () =>
    octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...at, file_sha: sha }),
  );
  return content;
}

/** Offers a file: branch, commit, pull request; each step is left out where it was done before. */
export async function proposeFile(access: DeskAccess, order: FileProposal): Promise<Proposed> {
  const { octokit, at, name } = access;
  const { branch, path, title, body } = order;
  const before = await findPull(access, branch);
  if (before !== null) return proposed(before);
  let stands: string | null = null;
  try {
    const base = await readDefaultBranch(access);
    await makeBranch(access, branch, base);
    stands = branch;
    await writeFile(access, order);
    const made = await send(`a pull request for ${path} in ${name}`, Pull, () =>
      octokit.request('POST /repos/{owner}/{repo}/pulls', { ...at, head: branch, base, title, body }),
    );
    return proposed(made);
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return { kind: 'forbidden', why: error.message, branch: stands };
  }
}

/** The newest pull request of a branch of ours, whatever became of it. */
async function findPull({ octokit, at, name }: DeskAccess, branch: string) {
  const found = await askAll(`the pull requests of ${branch} in ${name}`, Pull, async () => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
      ...{ ...at, head: `${at.owner}:${branch}`, state: 'all', per_page: 1 },
    });
    return data;
  });
  return found[0] ?? null;
}

/** A branch that a broken-off run made is used on. */
async function makeBranch(access: DeskAccess, branch: string, base: string): Promise<void> {
  const { octokit, at, name } = access;
  const standing = await readTip(access, branch);
  if (standing !== null) return;
  const sha = await readTip(access, base);
  await send(`a branch ${branch} in ${name}`, z.unknown(), () =>
    octokit.request('POST /repos/{owner}/{repo}/git/refs', { ...at, ref: `refs/heads/${branch}`, sha: sha ?? '' }),
  );
}

async function readTip({ octokit, at, name }: DeskAccess, branch: string): Promise<string | null> {
  const found = await askIfThere(`branch ${branch} of ${name}`, Reference, () =>
    octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: `heads/${branch}` }),
  );
  return found?.object.sha ?? null;
}

async function writeFile(access: DeskAccess, { branch, path, text, title: message }: FileProposal): Promise<void> {
  const { octokit, at, name } = access;
  const standing = await readFile(access, path, branch);
  if (standing?.text === text) return;
  const content = Buffer.from(text, 'utf8').toString('base64');
  await send(`${path} on ${branch} of ${name}`, z.unknown(), () =>
    octokit.request('PUT /repos/{owner}/{repo}/contents/{path}', {
      ...{ ...at, path, branch, message, content, ...(standing !== null && { sha: standing.sha }) },
    }),
  );
}

/** A request that somebody else has to make: most installations may not, and rules of a repository may forbid it. */
class Forbidden extends Error {}

const REFUSALS: readonly number[] = [403, 404, 409, 422];

/**
 * GitHub says 403, or 404 of what it does not even show, and 409 or 422 where a rule of the repository forbids it or
 * somebody was faster; what will not pass by itself keeps no incident open.
 */
async function send<T>(asked: string, schema: ZodType<T>, act: () => Promise<Answered>): Promise<T> {
  const answer = await act().catch((error: unknown) => {
    const status = statusOf(error);
    const failed = githubFailed(asked, error);
    if (REFUSALS.includes(status ?? 0) && !isPassing(error)) throw new Forbidden(failed.message);
    throw failed;
  });
  return ask(asked, schema, async () => answer);
}

function proposed({ number, html_url: url }: z.infer<typeof Pull>): Proposed {
  return { kind: 'proposed', number, url };
}
