import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { CommentOrder, PublishedComment } from '../../ports/code-host.ts';
import type { AppAccess } from './access.ts';
import { ask, askAll, askIfThere } from './ask.ts';

/** Most characters of a comment's body. */
const LONGEST_BODY = 65_536;

const Comment = z.object({
  id: z.number(),
  html_url: z.string(),
  issue_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
  performed_via_github_app: z.object({ id: z.number() }).nullish(),
});
type Comment = z.infer<typeof Comment>;

/** Writes the comment of a marker: edits ours where it stands, makes it where it does not. */
export async function putComment(access: AppAccess, order: CommentOrder): Promise<PublishedComment> {
  refuseMistakes(order);
  const standing = (await readKnown(access, order)) ?? (await findByMarker(access, order));
  if (standing === null) return published(await createComment(access, order), 'created');
  if (standing.body === order.body) return published(standing, 'edited');
  const edited = await editComment(access, standing.id, order);
  // It may be deleted between the two requests.
  return edited === null ? published(await createComment(access, order), 'created') : published(edited, 'edited');
}

function refuseMistakes({ body, marker }: CommentOrder): void {
  if (body.length > LONGEST_BODY)
    throw new AppError('broken', `a comment of ${body.length} characters was to be written`, {
      expected: `at most ${LONGEST_BODY}`,
    });
  if (marker === '' || !body.startsWith(marker))
    throw new AppError('broken', 'a comment was to be written without its marker, so that it would not be found again');
}

async function readKnown(access: AppAccess, { knownId, number }: CommentOrder): Promise<Comment | null> {
  const { octokit, at, name } = access;
  if (knownId === null) return null;
  const found = await askIfThere(`comment ${knownId} of ${name}`, Comment, () =>
    octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id: knownId }),
  );
  const isHere = found?.issue_url.endsWith(`/issues/${number}`) === true;
  return found !== null && isHere && (await isOurs(access, found)) ? found : null;
}

/** Where a crash made several, the oldest is the one that people have linked to. */
async function findByMarker(access: AppAccess, { number, marker }: CommentOrder): Promise<Comment | null> {
  const { octokit, at, name } = access;
  const comments = await askAll(`the comments of ${name}#${number}`, Comment, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...at,
      issue_number: number,
      per_page: 100,
    }),
  );
  const marked = comments.filter(({ body }) => body?.startsWith(marker) === true);
  for (const comment of marked.toSorted((left, right) => left.id - right.id))
    if (await isOurs(access, comment)) return comment;
  return null;
}

/** Anyone can paste our marker, and a person can write through an app; only the app itself is a bot by its own name. */
async function isOurs({ app }: AppAccess, { user, performed_via_github_app: via }: Comment): Promise<boolean> {
  if (user?.type !== 'Bot') return false;
  return via?.id === app.id || user.login === (await app.login());
}

async function createComment({ octokit, at, name }: AppAccess, { number, body }: CommentOrder): Promise<Comment> {
  return ask(`a new comment on ${name}#${number}`, Comment, () =>
    octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...at, issue_number: number, body }),
  );
}

async function editComment(
  { octokit, at, name }: AppAccess,
  id: number,
  { body }: CommentOrder,
): Promise<Comment | null> {
  return askIfThere(`another text of comment ${id} of ${name}`, Comment, () =>
    octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at, comment_id: id, body }),
  );
}

function published({ id, html_url }: Comment, how: PublishedComment['how']): PublishedComment {
  return { id, url: html_url, how };
}
