import { filesOf, keepCommit, type Signature } from '../fakes/github/commits.ts';
import { keepFile } from '../fakes/github/git-objects.ts';
import type { Changes } from '../fakes/github/repositories.ts';
import type { Pull } from '../fakes/github/world.ts';

/** Deeds with git that need more than one parent or another one. */
export interface GitDeeds {
  /** Puts the files of the branch on the tip of its base, as one commit. */
  rebase(changes?: Changes): void;
  /** Merges the base into the branch. */
  mergeBase(changes?: Changes): void;
}

/** These deeds, on a pull request. */
export function gitDeeds(pull: Pull): GitDeeds {
  const { objects, branches } = pull.repository;
  const baseTip = () => branches.get(pull.base) ?? '';
  const own = (start: string) => {
    const [before, after] = [filesOf(objects, start), filesOf(objects, pull.headSha)];
    const gone = [...before.keys()].filter((path) => !after.has(path));
    const changed = [...after].filter(([path, { sha }]) => before.get(path)?.sha !== sha);
    return { gone, changed };
  };
  let start = baseTip();
  const stand = (parents: readonly string[], changes: Changes) => {
    const files = new Map(filesOf(objects, baseTip()));
    const { gone, changed } = own(start);
    for (const path of gone) files.delete(path);
    for (const [path, file] of changed) files.set(path, file);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) files.delete(path);
      else files.set(path, keepFile(objects, content));
    }
    start = baseTip();
    moveTo(pull, keepCommit(objects, { files, parents, author: AUTHOR, message: 'Stand on the base' }));
  };
  return {
    rebase: (changes = {}) => stand([baseTip()], changes),
    mergeBase: (changes = {}) => stand([pull.headSha, baseTip()], changes),
  };
}

const AUTHOR: Signature = {
  name: 'wim',
  email: 'wim@users.noreply.github.com',
  date: new Date('2026-05-12T07:00:00Z'),
};

function moveTo(pull: Pull, sha: string): void {
  pull.head.repository.branches.set(pull.head.branch, sha);
  pull.heads.push(sha);
  pull.headSha = sha;
}
