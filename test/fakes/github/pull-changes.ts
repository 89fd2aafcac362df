import { filesOf, historyOf, mergeBaseOf } from './commits.ts';
import { changesBetween, type FileChange } from './file-changes.ts';
import { baseSha, type Pull } from './world.ts';

/** What a pull request changes since its head left its base. */
export function changesOf(pull: Pull): readonly FileChange[] {
  const { objects } = pull.repository;
  const mergeBase = mergeBaseOf(objects, baseSha(pull), pull.headSha);
  const before = mergeBase === null ? new Map<string, never>() : filesOf(objects, mergeBase);
  return changesBetween(objects, before, filesOf(objects, pull.headSha));
}

/** The commits of a pull request since its head left its base, oldest first. */
export function commitsOf(pull: Pull): readonly string[] {
  const { objects } = pull.repository;
  const base = mergeBaseOf(objects, baseSha(pull), pull.headSha);
  const behind = base === null ? new Set<string>() : historyOf(objects, base);
  return [...historyOf(objects, pull.headSha)].filter((sha) => !behind.has(sha)).toReversed();
}
