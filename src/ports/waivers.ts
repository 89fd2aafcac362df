import type { PullRef } from '../change/pull-request.ts';
import type { GateWaiver } from '../gates/report.ts';

/** The record of waived gates. */
export interface Waivers {
  /** Records a waiver of a gate once for each cause. */
  record(pull: PullRef, waiver: GateWaiver): Promise<void>;
  /** Every waiver on the record of a pull request that came by command, oldest first. */
  byCommand(pull: PullRef): Promise<readonly GateWaiver[]>;
}
