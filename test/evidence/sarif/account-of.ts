import { openProgramFiles } from '../../../src/adapters/program-files/program-files.ts';
import type { Change } from '../../../src/change/change.ts';
import type { EvidenceAccount } from '../../../src/evidence/account.ts';
import { findFaults } from '../../../src/evidence/rule-fault.ts';
import { scanChange } from '../../../src/evidence/scan.ts';
import { gatherEvidence } from '../../../src/flows/gather-evidence.ts';
import type { ReviewGround } from '../../../src/flows/review-ground.ts';
import type { Scanner } from '../../../src/ports/scanner.ts';

/** The rules at work in this process, without bounds. */
export const plainScanner: Scanner = {
  scan: async (change, rules, surroundings) => scanChange(change, rules, surroundings),
  prove: async (rules) => rules.map(findFaults),
  close: async () => undefined,
};

/** What the shipped rules say of a change of which no repository is known, or of one with a base. */
export async function accountOf(change: Change, base: ReviewGround['base'] = null): Promise<EvidenceAccount> {
  return gatherEvidence(
    { change, around: base?.repository ?? null, only: null },
    { program: openProgramFiles('0.0.0'), base },
    plainScanner,
  );
}
