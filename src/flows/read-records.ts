import { isRecordFile } from '../adr/file-name.ts';
import { readRecord } from '../adr/reading.ts';
import type { DecisionRecord } from '../adr/record.ts';
import { redactSecrets } from '../change/secrets.ts';
import { folderOfGlob, type Glob, matchesAny } from '../kernel/glob.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import type { GroundFiles } from './ground-texts.ts';

/** Reads the decision records of a commit, in the order of their paths; what is no record is left out. */
export async function readRecords(
  files: GroundFiles,
  commit: string,
  globs: readonly Glob[],
): Promise<readonly DecisionRecord[]> {
  const folders = [...new Set(globs.map(folderOfGlob))];
  const outer = folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)));
  const paths: string[] = [];
  for (const folder of outer) paths.push(...(await files.listFiles(commit, folder)));
  const records = [...new Set(paths)].filter((path) => matchesAny(path, globs) && isRecordFile(path)).sort();
  const readings = await files.readFiles(commit, records);
  return records.flatMap((path) => {
    const reading = readings.get(path);
    const record =
      reading?.kind === 'text' ? readRecord(path, redactSecrets(path, removeInvisible(reading.text).text).text) : null;
    return record?.kind === 'record' ? [record] : [];
  });
}

function isBelow(folder: string, other: string): boolean {
  return other === '' || folder.startsWith(`${other}/`);
}
