import { z } from 'zod';
import type { PullRef, RepositoryRef } from '../../src/change/pull-request.ts';

/** The parts of GitHub's payloads that we use. */
const Installation = z.object({ id: z.int() });
const Sender = z.object({ login: z.string(), type: z.string() });
const Repository = z.object({
  id: z.int(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().optional(),
});
const Base = z.object({ repository: Repository, installation: Installation, sender: Sender });

export const PullRequestPayload = Base.extend({
  action: z.string(),
  pull_request: z.object({ number: z.int().positive(), merged: z.boolean().nullish() }),
  changes: z.object({ title: z.unknown(), body: z.unknown(), base: z.unknown() }).partial().optional(),
});

export const PullRequestReviewPayload = Base.extend({
  action: z.string(),
  pull_request: z.object({ number: z.int().positive() }),
});

export const IssueCommentPayload = Base.extend({
  action: z.string(),
  issue: z.object({ number: z.int().positive(), pull_request: z.object({}).nullish() }),
  comment: z.object({
    id: z.int(),
    body: z.string(),
    created_at: z.string(),
    user: z.object({ login: z.string(), type: z.string() }).nullable(),
  }),
});

export const ReviewCommentPayload = Base.extend({
  action: z.string(),
  pull_request: z.object({ number: z.int().positive() }),
  comment: z.object({
    in_reply_to_id: z.int().nullish(),
    user: z.object({ type: z.string() }).nullable(),
  }),
});

export const CheckRunPayload = Base.extend({
  action: z.string(),
  check_run: z.object({
    name: z.string(),
    head_sha: z.string(),
    external_id: z.string().nullish(),
    app: z.object({ id: z.int() }).nullish(),
  }),
});

export const StatusPayload = Base.extend({ sha: z.string() });

export const CheckSuitePayload = Base.extend({
  action: z.string(),
  check_suite: z.object({ head_sha: z.string(), app: z.object({ id: z.int() }).nullish() }),
});

export const MergeGroupPayload = Base.extend({
  action: z.string(),
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string(), base_sha: z.string() }),
});

export const WorkflowRunPayload = Base.extend({
  action: z.string(),
  workflow_run: z.object({ id: z.int().positive(), event: z.string() }),
});

const Commit = z.object({ added: z.array(z.string()), modified: z.array(z.string()), removed: z.array(z.string()) });

export const PushPayload = Base.extend({
  ref: z.string(),
  // In a push the owner has another shape than elsewhere.
  repository: Repository.extend({
    owner: z.object({ login: z.string().optional(), name: z.string().nullish() }).transform(({ login, name }) => ({
      login: login ?? name ?? '',
    })),
  }),
  forced: z.boolean().optional(),
  created: z.boolean().optional(),
  deleted: z.boolean().optional(),
  commits: z.array(Commit).nullish(),
});

const Named = z.object({ id: z.int(), full_name: z.string() });

export const InstallationPayload = z.object({
  action: z.string(),
  installation: Installation,
  repositories: z.array(Named).nullish(),
});

export const InstallationRepositoriesPayload = z.object({
  action: z.string(),
  installation: Installation,
  repositories_added: z.array(Named),
  repositories_removed: z.array(z.object({ id: z.int() })),
});

/** The repository of a payload as we name it. */
export function repositoryOf({ repository, installation }: z.infer<typeof Base>): RepositoryRef {
  return { id: repository.id, owner: repository.owner.login, name: repository.name, installation: installation.id };
}

/** A pull request of a payload's repository. */
export function pullOf(payload: z.infer<typeof Base>, number: number): PullRef {
  return { repository: repositoryOf(payload), number };
}

/** A repository of an installation, which is told by its full name alone. */
export function namedRepository({ id, full_name }: z.infer<typeof Named>, installation: number): RepositoryRef {
  const [owner = '', name = ''] = full_name.split('/');
  return { id, owner, name, installation };
}

/** The number of the repository that a payload speaks of; null when it speaks of none. */
export function repositoryIdOf(payload: unknown): number | null {
  const parsed = z.object({ repository: z.object({ id: z.int() }) }).safeParse(payload);
  return parsed.success ? parsed.data.repository.id : null;
}
