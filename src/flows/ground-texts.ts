import { CONFIG_PATH, parseConfig } from '../config/config.ts';
import { OWN_MODELS_PATH } from '../finops/catalog.ts';
import { isAppError } from '../kernel/app-error.ts';
import { folderOfGlob, type Glob, matchesGlob } from '../kernel/glob.ts';
import { hashText } from '../kernel/hash.ts';
import type { FileReading, Repository } from '../ports/repository.ts';

/** Every file of a base commit that instructs a review, as plain data. */
export interface GroundTexts {
  readonly commit: string;
  /** The files that are there, sorted by path. */
  readonly files: readonly { readonly path: string; readonly reading: FileReading }[];
}

/** The part of a repository from which a review is instructed. */
export type GroundFiles = Pick<Repository, 'readFiles' | 'listFiles'>;

const FOLDER = '.github/conclave';
const SINGLE = [CONFIG_PATH, OWN_MODELS_PATH, '.gitattributes'];

/** Whether a path can hold what instructs a review; rules may stand wherever the configuration puts them. */
export function instructs(path: string): boolean {
  return SINGLE.includes(path) || path.startsWith(`${FOLDER}/`) || /\.ya?ml$/.test(path);
}

/** Reads everything that instructs at a commit: the configuration, its folder, and the rules wherever it puts them. */
export async function readGround(files: GroundFiles, commit: string): Promise<GroundTexts> {
  const known = [...new Set([...SINGLE, ...(await files.listFiles(commit, FOLDER))])];
  const readings = new Map(await files.readFiles(commit, known));
  const elsewhere = (await listRules(files, commit, rulesGlobOf(readings))).filter((path) => !readings.has(path));
  if (elsewhere.length > 0) {
    for (const [path, reading] of await files.readFiles(commit, elsewhere)) readings.set(path, reading);
  }
  const there = [...readings].sort(([left], [right]) => (left < right ? -1 : 1));
  return { commit, files: there.flatMap(([path, reading]) => (reading.kind === 'absent' ? [] : [{ path, reading }])) };
}

/** The paths of a commit at which a repository keeps rules of its own, sorted. */
export async function listRules(files: GroundFiles, commit: string, glob: Glob): Promise<readonly string[]> {
  const paths = await files.listFiles(commit, folderOfGlob(glob));
  return paths.filter((path) => matchesGlob(path, glob));
}

/** Where rules stand by the configuration; by the default where that cannot be read, which is told elsewhere. */
function rulesGlobOf(readings: ReadonlyMap<string, FileReading>): Glob {
  const reading = readings.get(CONFIG_PATH);
  try {
    return parseConfig(reading?.kind === 'text' ? reading.text : null).evidence.rules;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return parseConfig(null).evidence.rules;
  }
}

/** SHA-256 over everything that instructs; the commit it was read at does not matter. */
export function hashGround({ files }: GroundTexts): string {
  return hashText(JSON.stringify(files.map(({ path, reading }) => [path, reading])));
}

/** The files that were read, as the repository they came from. */
export function groundFiles({ files }: GroundTexts): GroundFiles {
  const readings = new Map(files.map(({ path, reading }) => [path, reading]));
  return {
    readFiles: async (_commit, paths) => new Map(paths.map((path) => [path, readings.get(path) ?? { kind: 'absent' }])),
    listFiles: async (_commit, folder) =>
      [...readings.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)),
  };
}
