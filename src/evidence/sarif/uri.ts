/** Name of the folder that every address of a log is relative to. */
export const SOURCE_ROOT = 'SRCROOT';

/** A path of the repository as a relative address. */
export function artifactAt(path: string) {
  const uri = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: SOURCE_ROOT };
}
