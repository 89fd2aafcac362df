import type { VariableReading } from '../bypass.ts';
import type { MarkedWaiver } from '../guard-mark.ts';
import { type SwitchStory, tellChecks } from './check-story.ts';
import { tellLabel } from './label-history.ts';
import type { MergedPull } from './merged-pull.ts';
import type { Way } from './waiver-audit.ts';

/** A merged pull request with the ways in which it went past the gates, before its justification is read. */
export interface Draft {
  readonly pull: MergedPull;
  /** Empty when it went past none, as far as is known. */
  readonly ways: readonly Way[];
  readonly gates: SwitchStory;
  /** Waivers by command, whose reasons stand in comments. */
  readonly commands: readonly MarkedWaiver[];
  /** Whether it was merged because of one of the ways. */
  readonly counts: boolean;
}

/** Looks at one merged pull request: its label, its checks and the kill switch. */
export function draftEntry(pull: MergedPull, label: string, variable: VariableReading): Draft {
  const { gates, waived } = tellChecks(pull, variable);
  const commands = waived.filter(({ how }) => how === 'command');
  const ways = [...labelWays(pull, label), ...waived.map(wayOf), ...switchWays(gates)];
  return { pull, ways, gates, commands, counts: ways.some(carriedTheMerge) };
}

function labelWays(pull: MergedPull, label: string): readonly Way[] {
  const told = tellLabel(pull, label);
  if (told === null) return [];
  const { standing, setBy, setAt, removedBy, removedAt } = told;
  return [
    { kind: 'label', label, standing, set_by: setBy, set_at: setAt, removed_by: removedBy, removed_at: removedAt },
  ];
}

function wayOf({ how, gate, by }: MarkedWaiver): Way {
  return how === 'inline' ? { kind: 'inline', gate } : { kind: 'command', gate, by };
}

function switchWays(gates: SwitchStory): readonly Way[] {
  return gates.kind === 'kill-switch' ? [{ kind: 'kill-switch', since: gates.since, told_by: gates.toldBy }] : [];
}

/** An allowed line has its reason beside it; a label that was not there at the merge let nothing pass. */
function carriedTheMerge(way: Way): boolean {
  if (way.kind === 'inline') return false;
  return way.kind !== 'label' || way.standing === 'at-merge' || way.standing === 'removed-after';
}
