import type { Octokit } from 'octokit';
import { nameRepository, type RepositoryRef } from '../../change/pull-request.ts';

/** One repository, and the client that reaches it. */
export interface Access {
  readonly octokit: Octokit;
  readonly ref: RepositoryRef;
  /** `acme/quant`, for errors. */
  readonly name: string;
  /** Owner and name as every route takes them. */
  readonly at: { readonly owner: string; readonly repo: string };
  /** Whether GraphQL answers; it does not without a token. */
  readonly queries: boolean;
}

/** A repository that the app itself reaches, so that it can write there. */
export interface AppAccess extends Access {
  readonly app: AppIdentity;
}

/** By what our own comments and checks are told from those of others. */
export interface AppIdentity {
  readonly id: number;
  /** The login under which the app writes: `conclave[bot]`. */
  readonly login: () => Promise<string>;
}

/** Access to a repository through a client with a token. */
export function accessTo(ref: RepositoryRef, octokit: Octokit): Access {
  return { octokit, ref, name: nameRepository(ref), at: { owner: ref.owner, repo: ref.name }, queries: true };
}
