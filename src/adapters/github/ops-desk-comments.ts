import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { PublishedComment } from '../../ports/code-host.ts';
import type { DeskComment } from '../../ports/ops-desk.ts';
import { ask, askAll } from './ask.ts';
import type { DeskAccess } from './desk-access.ts';

/** Most characters of a comment's body. */
const LONGEST_BODY = 65_536;

const Comment = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullable(),
});
type Comment = z.infer<typeof Comment>;

/** Writes the comment of a marker: edits ours where it stands, makes it where it does not. */
export async function putDeskComment(access: DeskAccess, order: DeskComment): Promise<PublishedComment> {
  refuseMistakes(order);
  const { octokit, at, name } = access;
  const { number, body } = order;
  const standing = await findOurs(access, order);
  if (standing === null) {
    const made = await ask(`a new comment on ${name}#${number}`, Comment, () =>
      octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...{ ...at, issue_number: number, body },
      }),
    );
    return published(made, 'created');
  }
  if (standing.body === body) return published(standing, 'edited');
  const edited = await ask(`another text of comment ${standing.id} of ${name}`, Comment, () =>
    octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...{ ...at, comment_id: standing.id, body },
    }),
  );
  return published(edited, 'edited');
}

function refuseMistakes({ body, marker }: DeskComment): void {
  if (body.length > LONGEST_BODY)
    throw new AppError('broken', `a comment of ${body.length} characters was to be written`, {
      expected: `at most ${LONGEST_BODY}`,
    });
  if (marker === '' || !body.startsWith(marker))
    throw new AppError('broken', 'a comment was to be written without its marker, so that it would not be found again');
}

/** Where a crash made several, the oldest is the one that people have linked to. */
async function findOurs(access: DeskAccess, { number, marker, since }: DeskComment): Promise<Comment | null> {
  const { octokit, at, name } = access;
  const login = await access.login();
  const comments = await askAll(`the comments of ${name}#${number}`, Comment, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...{ ...at, issue_number: number, since, per_page: 100 },
    }),
  );
  const ours = comments.filter(({ body, user }) => user?.login === login && body?.startsWith(marker) === true);
  return ours.toSorted((left, right) => left.id - right.id)[0] ?? null;
}

function published({ id, html_url: url }: Comment, how: PublishedComment['how']): PublishedComment {
  return { id, url, how };
}
