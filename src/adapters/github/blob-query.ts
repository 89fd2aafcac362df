import { z } from 'zod';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { blobId, type WantedBlob } from './blob.ts';

/** How many files and bytes one query asks for. */
const FILES_AT_ONCE = 50;
const BYTES_AT_ONCE = 1024 * 1024;

/** GitHub shortens longer texts in its GraphQL answers. */
const LONGEST_QUERIED = 400_000;

const Found = z.object({
  repository: z.record(z.string(), z.object({ text: z.string().nullish() }).nullable()),
});

/** Whether a file is short enough to be asked for together with others. */
export function isQueryable({ size }: WantedBlob): boolean {
  return size <= LONGEST_QUERIED;
}

/** Parts files so that each part is one query. */
export function partQueries(blobs: readonly WantedBlob[]): readonly (readonly WantedBlob[])[] {
  const parts: WantedBlob[][] = [];
  let bytes = 0;
  for (const blob of blobs) {
    const part = parts.at(-1);
    bytes += blob.size;
    if (part !== undefined && part.length < FILES_AT_ONCE && bytes <= BYTES_AT_ONCE) part.push(blob);
    else {
      parts.push([blob]);
      bytes = blob.size;
    }
  }
  return parts;
}

/**
 * Reads files in one query, by id. GitHub converts what is not UTF-8 and shortens what is long; a text counts only when
 * it has the id that git gives to its bytes, so that what is missing here is to be read another way.
 */
export async function queryBlobs(
  { octokit, at, name }: Access,
  blobs: readonly WantedBlob[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const variables = Object.fromEntries(blobs.map(({ commit, path }, index) => [`e${index}`, `${commit}:${path}`]));
  const names = Object.keys(variables);
  const query = `query($owner: String!, $repo: String!, ${names.map((each) => `$${each}: String!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${names.map((each) => `${each}: object(expression: $${each}) { ... on Blob { text } }`).join('\n    ')}
  }
}`;
  const { repository } = await ask(`${blobs.length} files of ${name}`, Found, async () => ({
    data: await octokit.graphql(query, { ...variables, ...at }),
  }));
  return new Map(
    blobs.flatMap(({ id }, index) => {
      const text = repository[`e${index}`]?.text;
      const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : null;
      return bytes !== null && blobId(bytes, id) === id ? [[id, bytes]] : [];
    }),
  );
}
