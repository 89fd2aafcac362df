import { z } from 'zod';
import { Association } from '../../config/routing-words.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';

const PAGE = 100;

/** A pull request as far as it is recorded without its files. */
export const RecordedPull = z.object({
  number: z.number(),
  title: z.string(),
  /** A word that GitHub adds one day says nothing here. */
  author_association: Association.optional().catch(undefined),
  base: z.object({ ref: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  updated_at: z.string(),
});
export type RecordedPull = z.infer<typeof RecordedPull>;

/**
 * The pull requests that were merged or closed last, newest first. GitHub sorts them by their last change, which is never
 * before their end: when the last one wanted ended after the last change of a page, no later page holds a newer one.
 */
export async function listLastClosed(access: Access, count: number): Promise<readonly RecordedPull[]> {
  const found = new Map<number, RecordedPull>();
  for (let page = 1; ; page += 1) {
    const listed = await readPage(access, page);
    for (const pull of listed) found.set(pull.number, pull);
    const last = newestFirst([...found.values()]).slice(0, count);
    const oldest = last.length < count ? null : (last.at(-1)?.closed_at ?? null);
    const isDone = oldest !== null && (listed.at(-1)?.updated_at ?? '') < oldest;
    if (isDone || listed.length < PAGE) return last;
  }
}

async function readPage({ octokit, at, name }: Access, page: number): Promise<readonly RecordedPull[]> {
  return ask(`the closed pull requests of ${name}`, z.array(RecordedPull), () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls', {
      ...at,
      state: 'closed',
      sort: 'updated',
      direction: 'desc',
      per_page: PAGE,
      page,
    }),
  );
}

function newestFirst(pulls: readonly RecordedPull[]): readonly RecordedPull[] {
  return pulls.toSorted(
    (one, other) => compareText(other.closed_at ?? '', one.closed_at ?? '') || other.number - one.number,
  );
}
