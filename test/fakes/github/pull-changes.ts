import { filesOf, mergeBaseOf } from './commits.ts';
import { changesBetween, type FileChange } from './file-changes.ts';
import { baseSha, type Pull } from './world.ts';

/** What a pull request changes since its head left its base. */
export function changesOf(pull: Pull): readonly FileChange[] {
  const { objects } = pull.repository;
  const mergeBase = mergeBaseOf(objects, baseSha(pull), pull.headSha);
  const before = mergeBase === null ? new Map<string, never>() : filesOf(objects, mergeBase);
  return changesBetween(objects, before, filesOf(objects, pull.headSha));
}
