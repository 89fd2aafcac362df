import { compareLines, type FileChange } from '../file-changes.ts';
import { contentOf } from '../git-objects.ts';
import { fullName, type Repository, type World } from '../world.ts';
import { repositoryUrl } from './repository.ts';

/** A changed file as GitHub lists it; the patch is left out for binary and for large files. */
export function presentFileChange(world: World, repository: Repository, change: FileChange, head: string): object {
  const { path, status, previousPath, before, after } = change;
  const { additions, deletions, patch } = compareLines(repository.objects, change);
  const place = path.split('/').map(encodeURIComponent).join('/');
  const html = `https://github.com/${fullName(repository)}`;
  const bytes = Math.max(...[before, after].map((file) => sizeOf(repository, file)));
  return {
    sha: (after ?? before)?.sha ?? null,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${html}/blob/${head}/${place}`,
    raw_url: `${html}/raw/${head}/${place}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${place}?ref=${head}`,
    ...(patch === null || bytes > world.limits.patchBytes ? {} : { patch }),
    ...(previousPath === null ? {} : { previous_filename: previousPath }),
  };
}

function sizeOf({ objects }: Repository, file: FileChange['after']): number {
  return file === null || file.mode === '160000' ? 0 : contentOf(objects, file.sha, 'blob').length;
}
