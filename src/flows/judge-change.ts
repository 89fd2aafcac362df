import type { Change } from '../change/change.ts';
import type { TextReading } from '../change/text.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { GateResult } from '../gates/gate.ts';
import type { GuardedFiles, GuardedPull } from '../gates/guarded-pull.ts';
import { judgeGates } from '../gates/judge-gates.ts';
import { wantedFolders, wantedTexts } from '../gates/wanted.ts';
import type { Repository } from '../ports/repository.ts';

/** What the gates judge, and by which configuration. */
export interface JudgedChange {
  readonly pull: GuardedPull;
  readonly change: Change;
  /** The newest commit of the base branch, and the head. */
  readonly commits: { readonly base: string; readonly head: string };
  readonly config: ConclaveConfig;
}

/** How the gates are judged: here, or where it holds up nothing else. */
export type Judge = (pull: GuardedPull, files: GuardedFiles, config: ConclaveConfig) => Promise<readonly GateResult[]>;

/** Judges the gates at once, which is soon where there is no code. */
const judgeHere: Judge = async (pull, files, config) => judgeGates(pull, files, config);

/** What judging a change asks of the outside world. */
export interface JudgePorts {
  readonly files: Pick<Repository, 'readFiles' | 'listFiles'>;
  readonly judge: Judge;
}

/** Reads the few files that the gates ask for, and lets them answer; only code takes long to judge. */
export async function judgeChange(
  { pull, change, commits, config }: JudgedChange,
  { files, judge }: JudgePorts,
): Promise<readonly GateResult[]> {
  const wanted = wantedFolders(config);
  const base = await listBelow(files, commits.base, wanted.baseFolders);
  const head = await listBelow(files, commits.head, wanted.headFolders);
  const listed = { change, base, head };
  const readings = await files.readFiles(commits.head, wantedTexts(pull, listed, config));
  const texts = new Map<string, TextReading>();
  for (const [path, reading] of readings) if (reading.kind !== 'absent') texts.set(path, reading);
  const holdsCode = change.files.some(({ after }) => after !== null);
  return (holdsCode ? judge : judgeHere)(pull, { ...listed, texts }, config);
}

async function listBelow(
  files: Pick<Repository, 'listFiles'>,
  commit: string,
  folders: readonly string[],
): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  for (const folder of folders) for (const path of await files.listFiles(commit, folder)) paths.add(path);
  return paths;
}
