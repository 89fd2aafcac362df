import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import type { FileBytes } from '../../../ports/workflow-host.ts';
import type { Access } from '../access.ts';
import { ask } from '../ask.ts';
import { blobId } from '../blob.ts';
import type { TreeReader } from '../tree.ts';

/**
 * Reads the bytes of a plain file of a commit by the id of its content, once its size is known to be allowed; what comes
 * has to have that id.
 */
export async function readBytes(
  { access, trees }: { readonly access: Access; readonly trees: TreeReader },
  { commit, path }: { readonly commit: string; readonly path: string },
  most: number,
): Promise<FileBytes> {
  const entry = (await trees.readPaths(commit, [path])).get(path);
  if (entry === undefined) return { kind: 'absent' };
  if (!entry.mode.startsWith('100') || entry.size === null) return { kind: 'no-file' };
  if (entry.size > most) return { kind: 'too-large', bytes: entry.size };
  const bytes = await readRaw(access, entry.id, path);
  if (blobId(bytes, entry.id) === entry.id) return { kind: 'read', bytes };
  throw new AppError('outside-failed', `GitHub gave other bytes than those of ${path} at ${commit}`);
}

const Blob = z.object({ content: z.string(), encoding: z.literal('base64') });

async function readRaw({ octokit, at, name }: Access, id: string, path: string): Promise<Uint8Array> {
  const { content } = await ask(`${path} of ${name}`, Blob, () =>
    octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...at, file_sha: id }),
  );
  return Buffer.from(content, 'base64');
}
