import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Change } from '../../change/change.ts';
import type { SurveyFiles } from '../../flows/read-survey.ts';

/** A folder of a repository as if it were one by itself: its own paths, and nothing beside it. */
export function withinFolder(repository: SurveyFiles, folder: string): SurveyFiles {
  const outer = (path: string) => (path === '' ? folder : `${folder}/${path}`);
  const inner = (path: string) => path.slice(folder.length + 1);
  return {
    readFiles: async (commit, paths) => {
      const readings = await repository.readFiles(commit, paths.map(outer));
      return new Map([...readings].map(([path, reading]) => [inner(path), reading]));
    },
    listFiles: async (commit, below) => (await repository.listFiles(commit, outer(below))).map(inner),
    listBlobs: async (commit, below) =>
      (await repository.listBlobs(commit, outer(below))).map((blob) => ({ ...blob, path: inner(blob.path) })),
  };
}

/** A change of a folder as one of the repository around it. */
export function inRepository(change: Change, folder: string): Change {
  const outer = (path: string) => `${folder}/${path}`;
  const files = change.files.map((file) => ({
    ...file,
    path: outer(file.path),
    previousPath: file.previousPath === null ? null : outer(file.previousPath),
  }));
  return { ...change, files };
}

/** The path of a folder within a work tree, with slashes; empty for the tree itself and for a folder outside of it. */
export async function folderWithin(workTree: string, folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => folder);
  const path = relative(workTree, real).split(sep);
  return path[0] === '..' ? '' : path.join('/');
}
