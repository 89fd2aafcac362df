import { type Change, type ChangedFile, changedLineCount } from '../change/change.ts';
import type { PullRequest } from '../change/pull-request.ts';
import type { Hit } from '../evidence/hit.ts';
import type { RouteFacts, TouchedFile } from '../routing/route-facts.ts';

/** What is known of a change when it is routed; null where nobody looked or could. */
export interface RouteSources {
  readonly change: Pick<Change, 'files'>;
  readonly pull: Pick<PullRequest, 'labels' | 'title' | 'authorAssociation' | 'base'> | null;
  readonly hits: readonly Pick<Hit, 'rule' | 'class' | 'severity'>[] | null;
  /** Ids of the decision records that bind the change: `adr:25`. */
  readonly records: readonly string[] | null;
  readonly history: RouteFacts['history'];
  readonly asked: RouteFacts['asked'];
}

/** Reads from what is known of a change the facts that its route is decided by. */
export function readRouteFacts({ change, pull, hits, records, history, asked }: RouteSources): RouteFacts {
  return {
    files: change.files.map(touch),
    labels: pull?.labels ?? null,
    title: pull?.title ?? null,
    author: pull?.authorAssociation ?? null,
    baseBranch: pull?.base.branch ?? null,
    adrs: records,
    evidence: hits?.map(({ rule, class: weight, severity }) => ({ rule, class: weight, severity })) ?? null,
    history,
    asked,
  };
}

function touch(file: ChangedFile): TouchedFile {
  const { path, previousPath, status } = file;
  return { path, previousPath, status, lines: changedLineCount(file) };
}
