import { z } from 'zod';
import { moveBranch } from '../branches.ts';
import { filesOf } from '../commits.ts';
import { issuesOf } from '../issues.ts';
import { nodeId } from '../presented/account.ts';
import { presentCommit } from '../presented/commit.ts';
import { presentFullPull } from '../presented/pull.ts';
import { repositoryUrl } from '../presented/repository.ts';
import { openPull } from '../pulls.ts';
import { resolveCommit } from '../references.ts';
import { fault, notFound, Refusal } from '../refusal.ts';
import { commit } from '../repositories.ts';
import { type Answer, ok, type RepositoryExchange, type Route, repositoryRoute, text } from '../route.ts';
import { loginOf } from '../token-login.ts';

const contents = [['contents', 'write']] as const;

/** Branches, files and pull requests of our own; a program may be allowed none of it, and asks. */
export const writingRoutes: readonly Route[] = [
  repositoryRoute('GET /git/ref/{ref}', [['contents', 'read']], readReference),
  { ...repositoryRoute('POST /git/refs', contents, createBranch), mayBeRefused: true },
  { ...repositoryRoute('PUT /contents/{path}', contents, writeFile), mayBeRefused: true },
  { ...repositoryRoute('POST /pulls', [['pull_requests', 'write']], createPull), mayBeRefused: true },
];

function readReference({ world, repository, path }: RepositoryExchange): Answer {
  const name = text(path, 'ref');
  const sha = repository.branches.get(name.replace(/^heads\//, ''));
  if (sha === undefined || !name.startsWith('heads/')) throw notFound();
  return ok(presentReference(repositoryUrl(world, repository), `refs/${name}`, sha));
}

function presentReference(url: string, ref: string, sha: string): object {
  const object = { type: 'commit', sha, url: `${url}/git/commits/${sha}` };
  return { ref, node_id: nodeId('Ref', ref), url: `${url}/git/${ref}`, object };
}

function createBranch({ world, repository, body, caller }: RepositoryExchange): Answer {
  const { ref, sha } = z.object({ ref: z.string(), sha: z.string() }).parse(body);
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) throw fault(422, 'Reference name must start with refs/heads/ here');
  if (repository.branches.has(branch)) throw new Refusal(422, 'Reference already exists');
  if (repository.objects.get(sha)?.kind !== 'commit') throw fault(422, 'Object does not exist');
  moveBranch(world, repository, { branch, to: sha, by: loginOf(world, caller) });
  return { status: 201, body: presentReference(repositoryUrl(world, repository), ref, sha) };
}

const File = z.object({
  message: z.string().min(1),
  content: z.base64(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});

/** A file that stands is written over only by who names the text that stands there. */
function writeFile({ world, repository, path, body, caller }: RepositoryExchange): Answer {
  const { message, content, branch = repository.defaultBranch, sha } = File.parse(body);
  const place = text(path, 'path');
  const tip = repository.branches.get(branch);
  if (tip === undefined) throw notFound();
  const standing = filesOf(repository.objects, tip).get(place)?.sha;
  if (standing !== undefined && sha === undefined) throw fault(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== undefined && sha !== standing) throw new Refusal(409, `${place} does not match ${sha}`);
  const changes = { [place]: Buffer.from(content, 'base64') };
  const made = commit(world, repository, { branch, changes, message, author: loginOf(world, caller) });
  for (const pull of repository.pulls.values()) if (pull.head.branch === branch) pull.headSha = made;
  const written = filesOf(repository.objects, made).get(place)?.sha ?? null;
  const { commit: described, ...facts } = presentCommit(world, repository, made);
  return {
    status: standing === undefined ? 201 : 200,
    body: {
      content: { name: place.split('/').at(-1) ?? place, path: place, sha: written, type: 'file' },
      commit: { ...z.record(z.string(), z.unknown()).parse(described), ...facts },
    },
  };
}

const Proposal = z.object({
  title: z.string().min(1),
  body: z.string().optional(),
  head: z.string(),
  base: z.string(),
});

function createPull({ world, repository, body, caller }: RepositoryExchange): Answer {
  const { title, head, base, body: words = null } = Proposal.parse(body);
  const [from, to] = [resolveCommit(repository, `heads/${head}`), resolveCommit(repository, `heads/${base}`)];
  if (from === null || to === null) throw fault(422, 'Validation Failed: head or base is no branch');
  if (from === to) throw fault(422, `Validation Failed: No commits between ${base} and ${head}`);
  const stands = [...repository.pulls.values()].some((pull) => pull.state === 'open' && pull.head.branch === head);
  if (stands) throw new Refusal(422, 'Validation Failed: A pull request already exists for this branch.');
  const number = Math.max(0, ...issuesOf(repository).keys(), ...repository.pulls.keys()) + 1;
  const author = loginOf(world, caller);
  const pull = openPull(world, repository, { title, body: words, head, base, author, number });
  return { ...ok(presentFullPull(world, pull)), status: 201 };
}
