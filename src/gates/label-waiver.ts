import { redactSecrets } from '../change/secrets.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { GateId } from '../config/gates-config.ts';
import type { Reason } from './gate.ts';
import type { Labelling, Moment } from './labelling.ts';
import type { GateFailure, GateWaiver } from './report.ts';
import { readWaiverSection, type WaiverSection } from './waiver-section.ts';

/** Why a person may not waive by label: no right in the repository, or the own pull request. */
export type Denial = 'no-right' | 'own';

/** What the label waives, and what is to be said of it. */
export interface LabelWaiver {
  readonly waiver: GateWaiver | null;
  readonly notes: readonly Reason[];
}

/** A label that stands on a pull request, and what was looked up about it. */
export interface LabelCase {
  readonly labelling: Labelling;
  /** The body as it is now. */
  readonly body: string;
  readonly denial: Denial | null;
  /** What failed when the label was set; null when that cannot be told. */
  readonly failures: readonly GateFailure[] | null;
  /** What fails now. */
  readonly present: readonly GateFailure[];
}

/**
 * Weighs the label: gates, reason and head are those of the moment when it was set. A section that reads otherwise now,
 * and a failure of a named gate that was not there then, void it; what cannot be told any more does not count.
 */
export function weighLabel(given: LabelCase, config: Pick<ConclaveConfig, 'waiver'>): LabelWaiver {
  const { labelling, denial, failures } = given;
  const { moment: then } = labelling;
  if ('unknown' in then) return nothing(unknown(then.unknown, config));
  const section = readWaiverSection(then.body, config.waiver);
  const wrong = wrongSection(section, given, config) ?? deny(denial, labelling, config);
  if (wrong !== null) return nothing(wrong);
  if (section === null || failures === null) return nothing(unknown('what failed then cannot be told', config));
  const voided = changed(section, given, config) ?? newFailure(section, given, config);
  return voided === null ? { waiver: waiverOf(section, then, given), notes: [] } : nothing(voided);
}

/** What is said of a section that names gates or a reason while the label is not set. */
export function weighLabelAlone(body: string, { waiver }: Pick<ConclaveConfig, 'waiver'>): LabelWaiver {
  const section = readWaiverSection(body, waiver);
  if (section === null || (section.gates.length === 0 && section.reason === '')) return { waiver: null, notes: [] };
  return {
    waiver: null,
    notes: [
      {
        level: 'notice',
        key: 'waiver label missing',
        text: `The section "${waiver.section}" changes nothing without the label ${waiver.label}.`,
        mend: `Ask a maintainer who is not the author to set the label ${waiver.label}, or remove the section.`,
      },
    ],
  };
}

function nothing(reason: Reason): LabelWaiver {
  return { waiver: null, notes: [reason] };
}

function ignored(why: string, mend: string, { waiver }: Pick<ConclaveConfig, 'waiver'>): Reason {
  return { level: 'warning', key: 'waiver ignored', text: `The label ${waiver.label} changes nothing: ${why}.`, mend };
}

type Config = Pick<ConclaveConfig, 'waiver'>;

function unknown(why: string, config: Config): Reason {
  return ignored(why, 'Take the label off and let a maintainer set it again.', config);
}

function wrongSection(section: WaiverSection | null, { body }: LabelCase, config: Config): Reason | null {
  const flaw = flawOf(section, config);
  if (flaw === null) return null;
  const isMended = flawOf(readWaiverSection(body, config.waiver), config) === null;
  return isMended
    ? unknown('its section was written after the label was set', config)
    : ignored(flaw.why, flaw.mend, config);
}

function flawOf(section: WaiverSection | null, { waiver }: Config): { why: string; mend: string } | null {
  const mend = `Write a section "## ${waiver.section}" with "G3: " and a reason of at least ${waiver.min_reason} characters, then set the label again.`;
  if (section === null) return { why: `the description has no section "${waiver.section}"`, mend };
  if (section.gates.length === 0) return { why: 'its section names no gate (G1 to G5)', mend };
  const length = lengthOf(section.reason);
  if (length >= waiver.min_reason) return null;
  return { why: `its reason has ${length} of at least ${waiver.min_reason} characters`, mend };
}

function lengthOf(reason: string): number {
  return Array.from(reason).length;
}

function deny(denial: Denial | null, { by }: Labelling, config: Config): Reason | null {
  if (denial === null) return null;
  const why =
    denial === 'own'
      ? `@${by} set it on the own pull request`
      : `@${by}, who set it, has neither maintain nor admin in this repository`;
  return ignored(why, 'Let a maintainer who is not the author take it off and set it again.', config);
}

function changed(section: WaiverSection, { body }: LabelCase, config: Config): Reason | null {
  const now = readWaiverSection(body, config.waiver);
  const isSame = now !== null && now.reason === section.reason && now.gates.join() === section.gates.join();
  return isSame ? null : unknown('its section reads otherwise than when the label was set', config);
}

function newFailure(section: WaiverSection, { failures, present }: LabelCase, config: Config): Reason | null {
  for (const { gate, marks } of present.filter((failure) => section.gates.includes(failure.gate))) {
    const then = failures?.find((failure) => failure.gate === gate)?.marks ?? [];
    const fresh = marks.find((mark) => !then.includes(mark));
    if (fresh !== undefined)
      return unknown(`${gate} fails for a reason that was not there when it was set (${fresh})`, config);
  }
  return null;
}

function waiverOf({ gates, reason }: WaiverSection, { head }: Moment, { labelling, failures }: LabelCase): GateWaiver {
  const { id, by, at } = labelling;
  const of = (gate: GateId): boolean => gates.includes(gate);
  const waived = (failures ?? []).filter(({ gate }) => of(gate));
  const shown = redactSecrets('waiver', reason).text;
  return { how: 'label', cause: id, gates, by, reason: shown, head, at, failures: waived };
}
