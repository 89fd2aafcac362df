import { type DeclaredName, declaredNames, isListing } from '../adr/undocumented.ts';
import type { GroundFiles } from './ground-texts.ts';

/** So many files that list packages, services and tables are read; few repositories have more. */
const MOST_LISTS = 200;

/** The names that a repository declares at its base, so that what is there already is no new decision. */
export async function readKnownNames(files: GroundFiles, base: string): Promise<readonly DeclaredName[]> {
  const lists = (await files.listFiles(base, '')).filter(isListing).slice(0, MOST_LISTS);
  const readings = await files.readFiles(base, lists);
  const texts = lists.flatMap((path) => {
    const reading = readings.get(path);
    return reading?.kind === 'text' ? [{ path, text: reading.text }] : [];
  });
  return declaredNames(texts);
}
