import { nodeId } from './presented/account.ts';
import type { BodyEdit, MergeGroup } from './records.ts';
import type { Pull } from './world.ts';

/** A pull request in GraphQL. */
export function pullNode(pull: Pull): object {
  const { bodyEdits } = pull;
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    createdAt: pull.createdAt,
    lastEditedAt: bodyEdits.at(-1)?.at ?? null,
    includesCreatedEdit: bodyEdits.length > 0,
    headRefOid: pull.headSha,
    headRefName: pull.head.branch,
    baseRefName: pull.base,
    isInMergeQueue: pull.queued !== null,
    mergeQueueEntry: pull.queued === null ? null : queueEntry(pull.queued),
    userContentEdits: (page: PageOrder) => editConnection(bodyEdits.toReversed(), page),
  };
}

function queueEntry({ headSha, baseSha }: MergeGroup): object {
  return { state: 'AWAITING_CHECKS', position: 1, headCommit: { oid: headSha }, baseCommit: { oid: baseSha } };
}

interface PageOrder {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Newest first; the cursor is the number of the last one that was given. */
function editConnection(edits: readonly BodyEdit[], { first, after }: PageOrder): object {
  if (typeof first !== 'number' || first < 1 || first > 100)
    throw new Error(
      'You must provide a `first` value from 1 to 100 to properly paginate the `userContentEdits` connection.',
    );
  const start = after ? edits.findIndex(({ id }) => String(id) === after) + 1 : 0;
  const page = edits.slice(start, start + first);
  const last = page.at(-1);
  return {
    totalCount: edits.length,
    pageInfo: {
      hasNextPage: start + first < edits.length,
      hasPreviousPage: start > 0,
      endCursor: last === undefined ? null : String(last.id),
      startCursor: page[0] === undefined ? null : String(page[0].id),
    },
    nodes: page.map(editNode),
  };
}

function editNode({ id, at, text, deletedAt }: BodyEdit): object {
  return {
    id: nodeId('UserContentEdit', id),
    createdAt: at,
    editedAt: at,
    updatedAt: deletedAt ?? at,
    deletedAt,
    diff: deletedAt === null ? text : null,
  };
}
