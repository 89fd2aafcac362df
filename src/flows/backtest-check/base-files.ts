import type { Bundle } from '../../backtest/bundle/bundle.ts';
import type { UsedFile } from '../../backtest/verdict/attestation.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { BaseData } from '../../ports/backtest-recomputation.ts';
import type { FileBytes, WorkflowHost } from '../../ports/workflow-host.ts';

const MEBIBYTE = 1_048_576;
/** Most bytes of one file of data, and of all of a bundle. */
const MOST_DATA = 64 * MEBIBYTE;
const MOST_OF_ALL = 192 * MEBIBYTE;
/** Most files of a bundle that are looked up: each is a question to the host, of which there are few in an hour. */
const MOST_FILES = 500;
/** Most bytes of a strategy, a configuration or a golden file. */
const MOST_TEXT = 4 * MEBIBYTE;

/** The two commits between which a pull request stands. */
export interface Ends {
  /** The newest commit of the base branch. */
  readonly tip: string;
  readonly head: string;
}

/** What a bundle says that it used beside what stands in the repository, and the data of the base. */
export interface ComparedFiles {
  readonly used: readonly UsedFile[];
  /** Those files of data whose hashes are the ones that were used. */
  readonly data: readonly BaseData[];
}

/** Reads from the host every file that a bundle says it used, each once, and hashes what is there. */
export async function compareFiles(
  bundle: Bundle,
  { tip, head }: Ends,
  workflows: Pick<WorkflowHost, 'readBytes'>,
): Promise<ComparedFiles> {
  const used = new Map<string, UsedFile>();
  const data: BaseData[] = [];
  let left = MOST_OF_ALL;
  for (const claim of claimsOf(bundle)) {
    const key = [claim.what, claim.path, claim.claimed].join(' ');
    if (used.has(key)) continue;
    if (used.size >= MOST_FILES) {
      used.set(key, { ...claim, actual: null });
      break;
    }
    const commit = claim.what === 'strategy of the head' ? head : tip;
    const most = claim.what === 'data' ? Math.min(MOST_DATA, left) : MOST_TEXT;
    const reading = await workflows.readBytes(commit, claim.path, most);
    const actual = hashOf(reading);
    used.set(key, { ...claim, actual });
    if (claim.what !== 'data' || reading.kind !== 'read' || actual === null || actual !== claim.claimed) continue;
    left -= reading.bytes.length;
    data.push({ path: claim.path, sha256: actual, bytes: reading.bytes });
  }
  return { used: [...used.values()], data };
}

type Claim = Omit<UsedFile, 'actual'>;

function claimsOf({ configuration, strategies }: Bundle): readonly Claim[] {
  const settings = configuration === null ? [] : [claim('configuration', configuration)];
  return [
    ...settings,
    ...strategies.flatMap(({ config, data, golden, strategy, path, previous_path }) => [
      ...(config === null ? [] : [claim('configuration', config)]),
      ...data.map((each) => claim('data', each)),
      ...golden.map((each) => claim('golden file', each)),
      ...(strategy.base === null
        ? []
        : [claim('strategy of the base', { path: previous_path ?? path, sha256: strategy.base })]),
      ...(strategy.head === null ? [] : [claim('strategy of the head', { path, sha256: strategy.head })]),
    ]),
  ];
}

function claim(what: Claim['what'], { path, sha256 }: { readonly path: string; readonly sha256: string }): Claim {
  return { what, path, claimed: sha256 };
}

function hashOf(reading: FileBytes): string | null {
  return reading.kind === 'read' ? hashBytes(reading.bytes) : null;
}
