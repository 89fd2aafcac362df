import { moveBranch } from './branches.ts';
import { addCheck, type CheckWriting, rerequestCheck } from './checks.ts';
import { addComment, addReaction, editComment, removeComment } from './comments.ts';
import { type Conversation, conversationOf } from './conversation.ts';
import { type HistoryDeeds, historyDeeds } from './history-deeds.ts';
import {
  addLabel,
  closePull,
  editPull,
  forcePush,
  mergeGroup,
  openPull,
  type PullEdit,
  type PullOrder,
  push,
  removeLabel,
} from './pulls.ts';
import type { MergeGroup, Ruleset } from './records.ts';
import { addRepository, type Changes, type CommitOrder, commit, type RepositoryOrder } from './repositories.ts';
import { importBranches } from './repository-import.ts';
import { type StatusOrder, setStatus } from './statuses.ts';
import { addTeam } from './teams.ts';
import { type ThreadDeeds, threadDeeds } from './thread-deeds.ts';
import { type WorkflowDeeds, workflowDeeds } from './workflow-runs.ts';
import {
  type AppIdentity,
  accountOf,
  type Check,
  type Comment,
  type Installation,
  installationOf,
  type Permissions,
  type Pull,
  type Repository,
  type Role,
  type Topic,
  timestamp,
  type World,
} from './world.ts';

/** A check run of another app than ours. */
export interface ForeignCheckOrder extends CheckWriting {
  readonly name: string;
  readonly sha: string;
  readonly app: AppIdentity;
}

/** A ruleset that asks for checks on branches. */
export interface RulesetOrder {
  readonly name: string;
  readonly enforcement?: Ruleset['enforcement'];
  /** Branch names, `~DEFAULT_BRANCH` (unless told otherwise) or `~ALL`. */
  readonly branches?: readonly string[];
  readonly requiredChecks: readonly { readonly context: string; readonly integrationId?: number }[];
}

/** What people and other programs do on GitHub, as a test makes them do it; the app is told of each deed. */
export interface Workbench extends HistoryDeeds, ThreadDeeds, WorkflowDeeds {
  addRepository(order: RepositoryOrder): Repository;
  /** A repository with the branches of a local git repository, by the ids that they have there. */
  importRepository(folder: string, order: Omit<RepositoryOrder, 'files'>): Repository;
  /** The repository is gone; as a fork it leaves its pull requests without a head repository. */
  deleteRepository(repository: Repository): void;
  commit(repository: Repository, order: CommitOrder): string;
  openPull(repository: Repository, order: PullOrder): Pull;
  push(pull: Pull, changes: Changes, message?: string): string;
  /** A push of a commit by somebody else than the author. */
  pushBy(author: string, pull: Pull, changes: Changes): string;
  forcePush(pull: Pull, changes: Changes, message?: string): string;
  closePull(pull: Pull, options?: { readonly merged?: boolean }): void;
  editPull(pull: Pull, edit: PullEdit): void;
  addLabel(pull: Pull, name: string, by?: string): void;
  removeLabel(pull: Pull, name: string, by?: string): void;
  mergeGroup(pull: Pull): MergeGroup;
  addCollaborator(repository: Repository, login: string, role: Role): void;
  removeCollaborator(repository: Repository, login: string): void;
  comment(topic: Topic, author: string, body: string, app?: AppIdentity): Comment;
  editComment(id: number, body: string, by?: string): void;
  deleteComment(id: number): void;
  react(commentId: number, login: string, content: string): void;
  /** A check run of another app. */
  addForeignCheck(repository: Repository, order: ForeignCheckOrder): Check;
  /** A person asks for a check run of ours once more. */
  rerequestCheck(id: number, by: string): void;
  addRuleset(repository: Repository, order: RulesetOrder): Ruleset;
  /** A team with its members; those who were only invited wait. */
  addTeam(team: string, members: readonly string[], invited?: readonly string[]): void;
  /** A commit status, which becomes the newest of its context. */
  setStatus(repository: Repository, order: StatusOrder): void;
  /** Where the app is installed for a repository; throws when it is not. */
  installationOf(repository: Repository): Installation;
  suspend(installation: Installation): void;
  uninstall(installation: Installation): void;
  grant(installation: Installation, permissions: Permissions): void;
  /** What stands on a pull request now. */
  conversation(pull: Pull): Conversation;
}

/** The deeds, over a world. */
export function makeWorkbench(world: World): Workbench {
  return {
    ...repositoryDeeds(world),
    ...pullDeeds(world),
    ...commentDeeds(world),
    ...checkDeeds(world),
    ...installationDeeds(world),
    ...historyDeeds(world),
    addTeam: (team, members, invited) => addTeam(world, team, { members, invited }),
    setStatus: (repository, order) => setStatus(world, repository, order),
    ...threadDeeds(world),
    ...workflowDeeds(world),
  };
}

type Deeds<K extends keyof Workbench> = Pick<Workbench, K>;

function repositoryDeeds(
  world: World,
): Deeds<
  | 'addRepository'
  | 'importRepository'
  | 'deleteRepository'
  | 'commit'
  | 'addCollaborator'
  | 'removeCollaborator'
  | 'addRuleset'
> {
  return {
    addRepository: (order) => addRepository(world, order),
    importRepository: (folder, order) => {
      const repository = addRepository(world, order);
      repository.branches.clear();
      for (const [branch, to] of importBranches(folder, repository.objects))
        moveBranch(world, repository, { branch, to, by: repository.owner.login });
      return repository;
    },
    deleteRepository: (repository) => {
      repository.deleted = true;
    },
    commit: (repository, order) => commit(world, repository, order),
    addCollaborator: ({ collaborators }, login, role) => {
      accountOf(world, login);
      collaborators.set(login.toLowerCase(), role);
    },
    removeCollaborator: ({ collaborators }, login) => {
      collaborators.delete(login.toLowerCase());
    },
    addRuleset: ({ rulesets }, order) => {
      const ruleset = makeRuleset(world, order);
      rulesets.push(ruleset);
      return ruleset;
    },
  };
}

function makeRuleset(world: World, { name, enforcement = 'active', branches, requiredChecks }: RulesetOrder): Ruleset {
  const required_status_checks = requiredChecks.map(({ context, integrationId }) => ({
    context,
    ...(integrationId === undefined ? {} : { integration_id: integrationId }),
  }));
  const parameters = { required_status_checks, strict_required_status_checks_policy: false };
  const rules = [{ type: 'required_status_checks', parameters }];
  return { id: world.nextId(), name, enforcement, branches: branches ?? ['~DEFAULT_BRANCH'], rules };
}

function pullDeeds(
  world: World,
): Deeds<
  | 'openPull'
  | 'push'
  | 'pushBy'
  | 'removeLabel'
  | 'forcePush'
  | 'closePull'
  | 'editPull'
  | 'addLabel'
  | 'mergeGroup'
  | 'conversation'
> {
  return {
    openPull: (repository, order) => openPull(world, repository, order),
    push: (pull, changes, message) => push(world, pull, { changes, ...(message === undefined ? {} : { message }) }),
    pushBy: (author, pull, changes) => push(world, pull, { changes, author }),
    forcePush: (pull, changes, message) => forcePush(world, pull, changes, message),
    closePull: (pull, options) => closePull(world, pull, options),
    editPull: (pull, edit) => editPull(world, pull, edit),
    addLabel: (pull, name, by) => addLabel(world, pull, { name, by }),
    removeLabel: (pull, name, by) => removeLabel(world, pull, { name, by }),
    mergeGroup: (pull) => mergeGroup(world, pull),
    conversation: (pull) => conversationOf(world, pull),
  };
}

function commentDeeds(world: World): Deeds<'comment' | 'editComment' | 'deleteComment' | 'react'> {
  const find = (id: number): Comment => {
    const found = world.comments.get(id);
    if (found === undefined) throw new Error(`no comment ${id}`);
    return found;
  };
  return {
    comment: (topic, author, body, app) =>
      addComment(world, topic, { author: accountOf(world, author), app: app ?? null, body }),
    editComment: (id, body, by) => {
      const comment = find(id);
      editComment(world, comment, body, by === undefined ? comment.author : accountOf(world, by));
    },
    deleteComment: (id) => removeComment(world, find(id)),
    react: (id, login, content) => {
      addReaction(world, find(id), accountOf(world, login), content);
    },
  };
}

function checkDeeds(world: World): Deeds<'addForeignCheck' | 'rerequestCheck'> {
  return {
    addForeignCheck: (repository, { sha: headSha, app, ...writing }) =>
      addCheck(world, { repository, app, headSha }, writing),
    rerequestCheck: (id, by) => {
      const check = world.checks.get(id);
      if (check === undefined) throw new Error(`no check run ${id}`);
      rerequestCheck(world, check, accountOf(world, by));
    },
  };
}

function installationDeeds(world: World): Deeds<'installationOf' | 'suspend' | 'uninstall' | 'grant'> {
  return {
    installationOf: (repository) => {
      const found = installationOf(world, repository);
      if (found === undefined) throw new Error(`the app is not installed for ${repository.owner.login}`);
      return found;
    },
    suspend: (installation) => {
      installation.suspendedAt = timestamp(world.now());
    },
    uninstall: (installation) => {
      world.installations.splice(world.installations.indexOf(installation), 1);
    },
    grant: (installation, permissions) => {
      installation.permissions = permissions;
    },
  };
}
