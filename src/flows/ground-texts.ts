import { CONFIG_PATH } from '../config/config.ts';
import { OWN_MODELS_PATH } from '../finops/catalog.ts';
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

/** Whether a path can hold what instructs a review. */
export function instructs(path: string): boolean {
  return SINGLE.includes(path) || path.startsWith(`${FOLDER}/`);
}

/** Reads everything that instructs at a commit. */
export async function readGround(files: GroundFiles, commit: string): Promise<GroundTexts> {
  const paths = [...new Set([...SINGLE, ...(await files.listFiles(commit, FOLDER))])].sort();
  const readings = await files.readFiles(commit, paths);
  const there = paths.flatMap((path) => {
    const reading = readings.get(path);
    return reading === undefined || reading.kind === 'absent' ? [] : [{ path, reading }];
  });
  return { commit, files: there };
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
    listFiles: async (_commit, folder) => [...readings.keys()].filter((path) => path.startsWith(`${folder}/`)),
  };
}
