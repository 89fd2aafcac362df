import type { Octokit } from 'octokit';
import { nameRepository, type RepositoryRef } from '../../change/pull-request.ts';

/** One repository, and the client that reaches it and no other. */
export interface Access {
  readonly octokit: Octokit;
  readonly ref: RepositoryRef;
  /** `acme/quant`, for errors. */
  readonly name: string;
  /** Owner and name as every route takes them. */
  readonly at: { readonly owner: string; readonly repo: string };
  readonly app: AppIdentity;
}

/** By what our own comments and checks are told from those of others. */
export interface AppIdentity {
  readonly id: number;
  /** The login under which the app writes: `conclave[bot]`. */
  readonly login: () => Promise<string>;
}

/** Access to a repository through a client. */
export function accessTo(ref: RepositoryRef, octokit: Octokit, app: AppIdentity): Access {
  return { octokit, ref, app, name: nameRepository(ref), at: { owner: ref.owner, repo: ref.name } };
}
