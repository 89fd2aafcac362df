import { moveBranch } from './branches.ts';
import { filesOf, keepCommit, type Signature } from './commits.ts';
import { type FileContent, type GitObjects, keepFile, type TreeFile } from './git-objects.ts';
import { accountOf, type Repository, type Role, timestamp, type World } from './world.ts';

/** A repository to begin with. */
export interface RepositoryOrder {
  readonly owner: string;
  readonly name: string;
  /** `main` unless told otherwise. */
  readonly defaultBranch?: string;
  readonly files?: Readonly<Record<string, FileContent>>;
  /** Private unless told otherwise, so that every permission counts. */
  readonly private?: boolean;
  /** False where our app is not installed. */
  readonly installed?: boolean;
}

/** Files to write by path; null deletes. */
export type Changes = Readonly<Record<string, FileContent | null>>;

/** A commit to make on a branch. */
export interface CommitOrder {
  readonly branch: string;
  readonly changes: Changes;
  readonly message?: string;
  /** A login; its commits are signed with the account's noreply address. */
  readonly author?: string;
}

/** Makes a repository with a first commit on its default branch, and installs the app for its owner. */
export function addRepository(world: World, order: RepositoryOrder): Repository {
  const { owner, name, defaultBranch = 'main', files = { 'README.md': `# ${order.name}\n` } } = order;
  const repository = makeRepository(world, { ...order, owner, name, defaultBranch, objects: new Map(), parent: null });
  repository.collaborators.set(owner.toLowerCase(), 'admin');
  commit(world, repository, { branch: defaultBranch, changes: files, message: 'First commit', author: owner });
  if (order.installed !== false) install(world, repository.owner.login);
  return repository;
}

/** Makes (or finds) a fork, which shares the objects of its origin and begins with its branches. */
export function forkOf(world: World, origin: Repository, owner: string): Repository {
  const existing = world.repositories.find(
    (each) => each.parent === origin && each.owner.login.toLowerCase() === owner.toLowerCase() && !each.deleted,
  );
  if (existing !== undefined) return existing;
  const { name, defaultBranch, objects } = origin;
  const fork = makeRepository(world, { owner, name, defaultBranch, objects, private: origin.private, parent: origin });
  fork.collaborators.set(owner.toLowerCase(), 'admin');
  for (const [branch, sha] of origin.branches) fork.branches.set(branch, sha);
  return fork;
}

/** Commits on a branch; a branch that is not there begins at the default branch. */
export function commit(world: World, repository: Repository, order: CommitOrder): string {
  const { branch, changes, message = `Change ${Object.keys(order.changes).join(', ')}`, author = 'ada' } = order;
  const parent = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
  const sha = commitOn(world, repository, { parent, changes, message, author });
  moveBranch(world, repository, { branch, to: sha, by: accountOf(world, author).login });
  return sha;
}

/** A commit after another one, on no branch yet. */
export function commitOn(
  world: World,
  { objects }: Repository,
  order: Required<Omit<CommitOrder, 'branch'>> & { readonly parent: string | undefined },
): string {
  const { parent, changes, message, author } = order;
  const files = new Map<string, TreeFile>(parent === undefined ? [] : filesOf(objects, parent));
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, keepFile(objects, content));
  }
  const parents = parent === undefined ? [] : [parent];
  return keepCommit(objects, { files, parents, author: signatureOf(world, author), message });
}

/** How an account signs its commits. */
export function signatureOf(world: World, login: string): Signature {
  const { id } = accountOf(world, login);
  return { name: login, email: `${id}+${login}@users.noreply.github.com`, date: world.now() };
}

/** Installs the app for an owner, for all repositories of theirs; a second time changes nothing. */
function install(world: World, owner: string): void {
  const account = accountOf(world, owner);
  if (world.installations.some((each) => each.account.id === account.id)) return;
  world.installations.push({
    id: world.nextId(),
    account,
    createdAt: timestamp(world.now()),
    permissions: world.app.permissions,
    suspendedAt: null,
  });
}

interface RepositoryFacts extends RepositoryOrder {
  readonly defaultBranch: string;
  readonly objects: GitObjects;
  readonly parent: Repository | null;
}

function makeRepository(world: World, facts: RepositoryFacts): Repository {
  const now = timestamp(world.now());
  const repository: Repository = {
    id: world.nextId(),
    owner: accountOf(world, facts.owner),
    name: facts.name,
    private: facts.private ?? true,
    defaultBranch: facts.defaultBranch,
    objects: facts.objects,
    branches: new Map(),
    parent: facts.parent,
    collaborators: new Map<string, Role>(),
    pulls: new Map(),
    rulesets: [],
    variables: new Map(),
    activity: [],
    createdAt: now,
    pushedAt: now,
    deleted: false,
  };
  world.repositories.push(repository);
  return repository;
}
