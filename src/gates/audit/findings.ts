import type { SwitchStory } from './check-story.ts';
import type { AuditedDays } from './merged-pull.ts';
import { sprintOf } from './period.ts';
import type { AuditEntry, AuditFinding, FollowUpState } from './waiver-audit.ts';

/** What findings are drawn from. */
export interface Audited {
  /** Those that went past the gates. */
  readonly entries: readonly AuditEntry[];
  /** Of every merged pull request whether its gates were on. */
  readonly stories: readonly { readonly number: number; readonly gates: SwitchStory }[];
  readonly days: AuditedDays;
  readonly sprintDays: number;
}

/** Everything that an audit points out: first what a pull request lacks, then what is too much, then what is unknown. */
export function pointOut(audited: Audited): readonly AuditFinding[] {
  const counted = audited.entries.filter(({ counts }) => counts);
  return [
    ...counted.flatMap(missingJustification),
    ...counted.flatMap(missingFollowUp),
    ...tooMany(counted, audited),
    ...unknownOnes(audited),
  ];
}

function missingJustification({ number, justification_missing: why }: AuditEntry): readonly AuditFinding[] {
  if (why === null) return [];
  return [
    {
      kind: 'justification-missing',
      pulls: [number],
      text: `#${number} went past the gates without a justification: ${why}.`,
      advice: 'Edit the description of the pull request: a section on the waiver that names the gates and the reason.',
    },
  ];
}

const LACKING: Readonly<Partial<Record<FollowUpState, Pick<AuditFinding, 'kind' | 'text' | 'advice'>>>> = {
  absent: { kind: 'follow-up-absent', text: 'does not exist', advice: 'Correct the reference.' },
  dropped: {
    kind: 'follow-up-dropped',
    text: 'was closed without being done',
    advice: 'Open it again, or name another story or issue that covers the waiver.',
  },
  unreadable: {
    kind: 'follow-up-unreadable',
    text: 'cannot be read with this token',
    advice: 'Give the token issues: read on that repository, or look at it by hand.',
  },
};

/** States of a follow-up by which a waiver is covered. */
const COVERS: readonly FollowUpState[] = ['open', 'closed', 'elsewhere'];

/** One reference that covers the waiver is enough, but one that does not exist is always told: it is a slip. */
function missingFollowUp({ number, follow_ups: followUps }: AuditEntry): readonly AuditFinding[] {
  if (followUps.length === 0) {
    return [
      {
        kind: 'follow-up-missing',
        pulls: [number],
        text: `#${number} is not covered afterwards: its waiver names no issue or story, or only what it closes itself.`,
        advice:
          'Add a reference to the section on the waiver, such as "#41", "Story: CVN-N011-EA-S07" or "OpenProject: wp#85".',
      },
    ];
  }
  const isCovered = followUps.some(({ state }) => COVERS.includes(state));
  return followUps.flatMap(({ name, state }): readonly AuditFinding[] => {
    const lacking = LACKING[state];
    if (lacking === undefined || (isCovered && state !== 'absent')) return [];
    return [{ ...lacking, pulls: [number], text: `${name}, the follow-up of #${number}, ${lacking.text}.` }];
  });
}

/** More waivers than one in a sprint are a signal, whatever each of them says; a kill switch is not counted here. */
function tooMany(counted: readonly AuditEntry[], { days, sprintDays }: Audited): readonly AuditFinding[] {
  const waived = counted.filter(({ ways }) => ways.some(({ kind }) => kind !== 'kill-switch'));
  const bySprint = Map.groupBy(waived, ({ merged_at: mergedAt }) => sprintOf({ mergedAt }, days, sprintDays));
  return [...bySprint]
    .filter(([, entries]) => entries.length > 1)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([sprint, entries]) => ({
      kind: 'too-many',
      pulls: entries.map(({ number }) => number),
      text: `${entries.length} waivers in one sprint, ${sprint}.`,
      advice:
        'More than one is a sign of a gate that is too strict, or of a gap in how the team works: look at which gates were waived.',
    }));
}

/** Told once for each reason, so that a repository that installed the check late is not told of every merge before. */
function unknownOnes({ stories }: Audited): readonly AuditFinding[] {
  const unknown = stories.flatMap(({ number, gates }) =>
    gates.kind === 'unknown' ? [{ number, why: gates.why }] : [],
  );
  return [...Map.groupBy(unknown, ({ why }) => why)].map(([why, ones]) => ({
    kind: 'unknown',
    pulls: ones.map(({ number }) => number),
    text: `Nobody can tell whether the gates were on when ${howMany(ones.length)} merged: ${why}.`,
    advice:
      'Require the check of the gates (conclave/guardrails, or the job that --check names), let the token read checks, and begin the audit after that day.',
  }));
}

function howMany(count: number): string {
  return count === 1 ? 'one pull request was' : `${count} pull requests were`;
}
