import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';

/** A text as it was at a moment, or why nobody can tell. */
export type PastText = { readonly text: string } | { readonly unknown: string };

const Edit = z.object({
  editedAt: z.string(),
  deletedAt: z.string().nullable(),
  /** The whole text after the edit, although GitHub calls it a difference. */
  diff: z.string().nullable(),
});
type Edit = z.infer<typeof Edit>;

const Edits = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(Edit.nullable()).nullable(),
});

const Found = z.object({
  repository: z.object({
    pullRequest: z.object({
      body: z.string(),
      lastEditedAt: z.string().nullable(),
      includesCreatedEdit: z.boolean(),
      userContentEdits: Edits.nullable(),
    }),
  }),
});

const QUERY = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      body
      lastEditedAt
      includesCreatedEdit
      userContentEdits(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { editedAt deletedAt diff }
      }
    }
  }
}`;

/**
 * The body of a pull request as it was before a moment. GitHub's times are whole seconds: an edit in the second of the
 * moment counts as later, so that nothing is taken for older than it is.
 */
export async function readBodyAt(access: Access, number: number, at: string): Promise<PastText> {
  if (!access.queries) return { unknown: 'GitHub tells the history of a body only to who has a token' };
  try {
    const history = await readHistory(access, number);
    const { body, lastEditedAt } = history;
    return lastEditedAt === null || isBefore(lastEditedAt, at) ? { text: body } : chooseText(history, at);
  } catch (error) {
    if (!isAppError(error) || error.code === 'broken' || error.facts.passing === true) throw error;
    return { unknown: `the history of the body cannot be read: ${error.message}` };
  }
}

interface History {
  readonly body: string;
  readonly lastEditedAt: string | null;
  /** Whether the oldest entry is the text that it began with. */
  readonly includesCreatedEdit: boolean;
  /** Newest first. */
  readonly edits: readonly Edit[];
}

async function readHistory(access: Access, number: number): Promise<History> {
  const first = await readPage(access, number, null);
  const pages = [first];
  for (let next = nextOf(first); next !== null; ) {
    const page = await readPage(access, number, next);
    pages.push(page);
    next = nextOf(page);
  }
  const edits = pages.flatMap(({ userContentEdits }) => userContentEdits?.nodes ?? []).filter((edit) => edit !== null);
  const { body, lastEditedAt, includesCreatedEdit } = first;
  return { body, lastEditedAt, includesCreatedEdit, edits: edits.toSorted(newestFirst) };
}

type Page = z.infer<typeof Found>['repository']['pullRequest'];

async function readPage({ octokit, at, name }: Access, number: number, after: string | null): Promise<Page> {
  const { repository } = await ask(`the edits of ${name}#${number}`, Found, async () => ({
    data: await octokit.graphql(QUERY, { ...at, number, after }),
  }));
  return repository.pullRequest;
}

function nextOf({ userContentEdits }: Page): string | null {
  const info = userContentEdits?.pageInfo;
  return info?.hasNextPage === true ? info.endCursor : null;
}

/** Sorting is stable, so that edits of one second stay in GitHub's order. */
function newestFirst(one: Edit, other: Edit): number {
  return Date.parse(other.editedAt) - Date.parse(one.editedAt);
}

/** The text at the beginning holds where every edit came later. */
function chooseText({ edits, body, includesCreatedEdit }: History, at: string): PastText {
  const [newest] = edits;
  if (newest === undefined) return { unknown: 'GitHub keeps no edits of the body, and says that it was edited' };
  if (newest.diff === null || !isSameText(newest.diff, body))
    return { unknown: 'the newest edit that GitHub keeps of the body is not the body as it is now' };
  const beginning = includesCreatedEdit ? edits.at(-1) : undefined;
  const standing = edits.find(({ editedAt }) => isBefore(editedAt, at)) ?? beginning;
  if (standing === undefined) return { unknown: 'GitHub keeps no text of the body that is older than the label' };
  if (standing.diff === null || standing.deletedAt !== null)
    return { unknown: 'the edit of the body that stood then was removed from its history' };
  return { text: standing.diff };
}

/** Whether two texts are the same but for their line ends. */
function isSameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}
