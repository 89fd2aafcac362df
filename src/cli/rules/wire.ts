import { openRepository } from '../../adapters/git/repository.ts';
import { openProgramFiles } from '../../adapters/program-files/program-files.ts';
import { openScanner } from '../../adapters/scan/scanner.ts';
import { lookAround } from '../../flows/gather-evidence.ts';
import { groundFiles } from '../../flows/ground-texts.ts';
import type { BranchRulesPorts } from '../../flows/judge-branch-rules.ts';
import type { Look, RulesPorts } from '../../flows/judge-rules.ts';
import { type HostedPlace, openHosted } from '../gate/hosted/wire.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';

/** The evidence rules, which look in a process of their own that is closed at the end. */
export interface OpenEye extends AsyncDisposable {
  readonly look: Look;
}

/** Opens the eye of the evidence rules; nothing is started before it looks. */
export function openEye(): OpenEye {
  const scanner = openScanner();
  return {
    look: async (change, ground, around) => {
      const base = { repository: groundFiles(ground), commit: ground.commit };
      const order = { change, only: null, surroundings: async () => around };
      const { hits, unread, rules } = await lookAround(order, { program: openProgramFiles(VERSION), base }, scanner);
      return { hits, unread, rules };
    },
    [Symbol.asyncDispose]: () => scanner.close(),
  };
}

/** Joins judging with GitHub, as the environment says where that stands and by which token it is read. */
export function wireHostedRules(
  place: HostedPlace,
  { look }: OpenEye,
  environment: Terminal['environment'],
): RulesPorts {
  const { host } = openHosted(place, environment);
  const remembered = { evidence: makeAnew, records: makeAnew };
  return { host, look, remembered, program: openProgramFiles(VERSION), ruleWaivers: null };
}

/** One run judges once. */
function makeAnew<T>(_key: string, make: () => Promise<T>): Promise<T> {
  return make();
}

/** Joins judging with a repository on this machine. */
export async function wireLocalRules(
  folder: string,
  { look }: OpenEye,
  environment: Terminal['environment'],
): Promise<BranchRulesPorts> {
  return { repository: await openRepository(folder, environment), look, program: openProgramFiles(VERSION) };
}
