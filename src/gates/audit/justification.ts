import { type GateId, GateId as Gates } from '../../config/gates-config.ts';
import type { WaiverConfig } from '../../config/waiver-config.ts';
import { firstOwnLine } from '../../kernel/markdown/own-line.ts';
import { readWaiverSection, type WaiverSection } from '../waiver-section.ts';
import type { Draft } from './draft-entry.ts';
import { findFollowUps, followUpsInReason } from './follow-up.ts';
import { keyOf, type Reference, type ReferenceGround } from './reference.ts';

/** How people said why a pull request went past the gates, and what covers it afterwards. */
export interface Justification {
  readonly gates: readonly GateId[];
  /** In their words; null when there are none. */
  readonly reason: string | null;
  /** What is missing, in words; null when nothing is. */
  readonly missing: string | null;
  readonly followUps: readonly Reference[];
}

/** Where a justification is read. */
export interface JustificationGround extends ReferenceGround {
  readonly waiver: WaiverConfig;
  /** Texts of the comments by which gates were waived, by the comment's id; null where it is gone. */
  readonly comments: ReadonlyMap<string, string | null>;
}

/** Reads the section on the waiver and the commands of a pull request. */
export function justify(draft: Draft, ground: JustificationGround): Justification {
  const { pull, commands } = draft;
  const section = readWaiverSection(pull.body, ground.waiver);
  const ordered = commands.map(({ gate, cause }) => ({
    gate,
    reason: reasonIn(ground.comments.get(cause ?? '') ?? null),
  }));
  const reasons = [section?.reason ?? '', ...ordered.map(({ reason }) => reason ?? '')].filter((each) => each !== '');
  const followUps = [
    ...findFollowUps(pull, { ...ground, section: ground.waiver.section }),
    ...ordered.flatMap(({ reason }) => followUpsInReason(reason ?? '', pull, ground)),
  ];
  const named = [...(section?.gates ?? []), ...ordered.map(({ gate }) => gate)];
  return {
    gates: Gates.options.filter((gate) => named.includes(gate)),
    reason: reasons.length === 0 ? null : reasons.join(' · ').replaceAll(LEFT_OUT, '…'),
    missing: missingIn(draft, section, ground.waiver) ?? (ordered.some(({ reason }) => reason === null) ? GONE : null),
    followUps: [...new Map(followUps.map((each) => [keyOf(each), each])).values()],
  };
}

/** What stands where the reading of Markdown left something out, such as an image. */
const LEFT_OUT = '\ufffc';

const GONE = 'the comment that waived it is gone';

/** The reason of `/conclave waive G3 <reason>`; null for a comment that is gone or says something else by now. */
function reasonIn(comment: string | null): string | null {
  const [, reason] = /^ {0,3}\/conclave\s+waive\s+G[1-5]\s+(\S.*)$/.exec(firstOwnLine(comment ?? '') ?? '') ?? [];
  return reason?.trim() ?? null;
}

/** A label asks for a section with gates and reason, a kill switch for the reason alone; a command brought its own. */
function missingIn({ ways }: Draft, section: WaiverSection | null, waiver: WaiverConfig): string | null {
  const byLabel = ways.some(
    (way) => way.kind === 'label' && way.standing !== 'removed-before' && way.standing !== 'set-after',
  );
  if (!byLabel && ways.every(({ kind }) => kind !== 'kill-switch')) return null;
  if (section === null) return `its description has no section "${waiver.section}"`;
  if (byLabel && section.gates.length === 0) return `the section "${waiver.section}" names no gate`;
  const { length } = Array.from(section.reason);
  if (length >= waiver.min_reason) return null;
  return `the reason in "${waiver.section}" has ${length} of at least ${waiver.min_reason} characters`;
}
