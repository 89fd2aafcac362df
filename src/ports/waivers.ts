import type { PullRef } from '../change/pull-request.ts';
import type { GateWaiver } from '../gates/report.ts';
import type { RuleWaiver } from '../gates/rules/rule-report.ts';

/** The record of waived gates. */
export interface Waivers {
  /** Records a waiver of a gate once for each cause. */
  record(pull: PullRef, waiver: GateWaiver): Promise<void>;
  /** Every waiver on the record of a pull request that came by command, oldest first. */
  byCommand(pull: PullRef): Promise<readonly GateWaiver[]>;
}

/** The record of waived blocking rules. */
export interface RuleWaivers {
  /** Records a waiver of a rule once for each cause. */
  record(pull: PullRef, waiver: RuleWaiver): Promise<void>;
  /** Every waiver on the record of a pull request, oldest first. */
  of(pull: PullRef): Promise<readonly RuleWaiver[]>;
}
