import type { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { filesOf, readCommit } from './commits.ts';
import { contentOf } from './git-objects.ts';
import type { Repository } from './world.ts';

/** A gzipped archive of a commit as codeload streams it: all below one folder that is named by the commit. */
export function tarballOf(repository: Repository, commit: string): Readable {
  const { objects, owner, name } = repository;
  const folder = `${owner.login}-${name}-${commit.slice(0, 7)}`;
  const archive = pack();
  const mtime = readCommit(objects, commit).committer.date;
  archive.entry({ name: `${folder}/`, type: 'directory', mode: 0o775, mtime });
  for (const [path, { mode, sha }] of filesOf(objects, commit)) {
    const place = `${folder}/${path}`;
    if (mode === '160000') archive.entry({ name: `${place}/`, type: 'directory', mode: 0o775, mtime });
    else if (mode === '120000')
      archive.entry({ name: place, type: 'symlink', linkname: contentOf(objects, sha, 'blob').toString(), mtime });
    else
      archive.entry({ name: place, mode: mode === '100755' ? 0o775 : 0o664, mtime }, contentOf(objects, sha, 'blob'));
  }
  archive.finalize();
  const zipped = createGzip();
  zipped.on('error', () => archive.destroy());
  return archive.pipe(zipped);
}
