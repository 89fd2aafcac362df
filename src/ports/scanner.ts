import type { Change } from '../change/change.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import type { RuleFault } from '../evidence/rule-fault.ts';
import type { EvidenceReport } from '../evidence/scan.ts';
import type { Surroundings } from '../evidence/surroundings.ts';

/** The evidence rules at work where neither a crafted file nor a slow rule can hold up or break the program. */
export interface Scanner {
  /** Runs the rules over a change within bounds of time and memory; what went over them is unread, with its reason. */
  scan(change: Change, rules: readonly EvidenceRule[], surroundings: Surroundings): Promise<EvidenceReport>;
  /** What stands against each of some rules, in their order and within the same bounds; nothing against a sound one. */
  prove(rules: readonly EvidenceRule[]): Promise<readonly (readonly RuleFault[])[]>;
  close(): Promise<void>;
}
