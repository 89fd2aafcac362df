import { setImmediate } from 'node:timers/promises';
import type { ChangedFile } from '../../change/change.ts';
import type { Access } from './access.ts';
import type { WantedBlob } from './blob.ts';
import { readBlobs } from './blobs.ts';
import type { ChangedEntry } from './changed-entry.ts';
import { assembleFile, specialOf } from './changed-file.ts';
import type { TreeEntry, TreeReader } from './tree.ts';

/** Where a change is read. */
export interface ChangePlace {
  readonly access: Access;
  readonly trees: TreeReader;
}

/** The two commits of a change. */
export interface CommitEnds {
  readonly base: string;
  readonly head: string;
}

/** Changed files with their texts, and how those were read where that was not the usual way. */
export interface AssembledFiles {
  readonly files: readonly ChangedFile[];
  readonly notes: readonly string[];
}

/** Reads the texts of changed files on both sides and puts the files together, in the same order. */
export async function assembleFiles(
  access: Access,
  ends: CommitEnds,
  entries: readonly ChangedEntry[],
): Promise<AssembledFiles> {
  const { readings, notes } = await readBlobs(
    access,
    entries.flatMap((entry) => wantedBlobs(entry, ends)),
  );
  const files: ChangedFile[] = [];
  for (const entry of entries) {
    // A text without a patch may take a while to compare, and the program has others to answer.
    await setImmediate();
    files.push(assembleFile(entry, readings));
  }
  return { files, notes };
}

/** Links and submodules are told by their mode; what stands behind them is not read. */
function wantedBlobs(entry: ChangedEntry, { base, head }: CommitEnds): readonly WantedBlob[] {
  if (specialOf(entry) !== null) return [];
  const { path, previousPath, before, after } = entry;
  return [...wanted(before, base, previousPath ?? path), ...wanted(after, head, path)];
}

function wanted(entry: TreeEntry | null, commit: string, path: string): readonly WantedBlob[] {
  return entry === null ? [] : [{ id: entry.id, size: entry.size ?? 0, commit, path }];
}
