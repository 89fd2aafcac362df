import { z } from 'zod';
import type { Reaction } from '../../ports/code-host.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';

/** Puts a reaction on a comment; GitHub answers with the one that stands when it is given a second time. */
export async function react({ octokit, at, name }: Access, commentId: number, content: Reaction): Promise<void> {
  await ask(`a reaction to comment ${commentId} of ${name}`, z.unknown(), () =>
    octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      ...at,
      comment_id: commentId,
      content,
      request: { repeatable: true },
    }),
  );
}
