import { z } from 'zod';
import { formatPercent } from '../kernel/percent.ts';
import { compareSeverity } from '../kernel/severity.ts';
import { VerdictCode } from '../kernel/verdict-code.ts';
import { SessionType } from '../routing/session-type.ts';
import { ConsensusStrength } from './consensus.ts';
import { type Finding, isCandidate, isConfirmed } from './finding.ts';

/** What the committee recommends; computed by the rule table, never chosen by a model. */
export const VerdictStatus = z.enum(['REJECTED', 'INCONCLUSIVE', 'ACCEPTED_WITH_CHANGES', 'ACCEPTED']);
export type VerdictStatus = z.infer<typeof VerdictStatus>;

/** The one auditable answer of a session. */
export const Verdict = z.strictObject({
  session_type: SessionType,
  status: VerdictStatus,
  code: VerdictCode,
  consensus_strength: ConsensusStrength,
  /** Why this status, in one or two sentences made from the rule that matched. */
  reason: z.string(),
  /** For INCONCLUSIVE: each thing that is missing, and what would make the verdict conclusive. */
  missing: z.array(z.strictObject({ what: z.string(), remedy: z.string() })),
  /** Ids of the confirmed blockers and of the confirmed majors, heaviest first. */
  blockers: z.array(z.string()),
  changes: z.array(z.string()),
  areas_of_agreement: z.array(z.string()),
  areas_of_dissent: z.array(z.string()),
  recommendations: z.array(z.string()),
  advisory_only: z.literal(true),
  human_review_required: z.literal(true),
});
export type Verdict = z.infer<typeof Verdict>;

/** What the rule table looks at. */
export interface Hearing {
  readonly findings: readonly Finding[];
  readonly seats: readonly HeardSeat[];
  /** The fewest seats that must be heard. */
  readonly needed: number;
  readonly coverage: { readonly share: number; readonly required: number };
  /** In a rehearsal: whether any rule covers any file that was read; null when models were asked. */
  readonly rehearsalCovers: boolean | null;
  /** What kept the seats from being asked at all, in which case nothing else is missing; null when they were. */
  readonly stopped: Missing | null;
}

/** Whether a seat of a skill was heard. */
export interface HeardSeat {
  readonly skill: string;
  readonly standing: 'heard' | 'abstained' | 'failed';
  /** Whether it may have had more findings than it could report. */
  readonly unsaid?: boolean;
}

/** One thing that keeps a verdict from being decided, and what would mend it. */
export type Missing = Verdict['missing'][number];

/** The status with what decided it. */
export interface Ruling {
  readonly status: VerdictStatus;
  readonly code: VerdictCode;
  readonly reason: string;
  readonly missing: readonly Missing[];
  readonly blockers: readonly Finding[];
  readonly changes: readonly Finding[];
}

/** The rule table, first match wins: confirmed blocker, anything missing, confirmed major, otherwise accepted. */
export function ruleOn(hearing: Hearing): Ruling {
  const confirmed = hearing.findings.filter(isConfirmed);
  const blockers = confirmed.filter(({ severity }) => severity === 'blocker');
  const changes = confirmed.filter(({ severity }) => severity === 'major');
  const code = codeOf(confirmed);
  const found = { code, blockers, changes };
  if (blockers.length > 0) {
    return {
      ...found,
      status: 'REJECTED',
      missing: [],
      reason: `${count(blockers.length, 'blocker is', 'blockers are')} confirmed.`,
    };
  }
  const missing = hearing.stopped === null ? missingRules.flatMap((rule) => rule(hearing)) : [hearing.stopped];
  if (missing.length > 0) {
    const reason = `Not decided: ${missing.map(({ what }) => what).join('; ')}.`;
    return { ...found, code: 'INSUFFICIENT_EVIDENCE', status: 'INCONCLUSIVE', missing, reason };
  }
  if (changes.length > 0) {
    const reason = `${count(changes.length, 'major finding is', 'major findings are')} confirmed, no blocker.`;
    return { ...found, status: 'ACCEPTED_WITH_CHANGES', missing, reason };
  }
  return { ...found, status: 'ACCEPTED', missing, reason: 'No blocker and no major finding is confirmed.' };
}

type MissingRule = (hearing: Hearing) => readonly Missing[];

const missingRules: readonly MissingRule[] = [
  lacksQuorum,
  lacksCoverage,
  hasUnansweredCandidates,
  hasMoreToSay,
  hasOnlyAbstentions,
  hasNoCoveredFile,
];

function lacksQuorum({ seats, needed }: Hearing): readonly Missing[] {
  const heard = seats.filter(({ standing }) => standing !== 'failed');
  const silent = [...new Set(seats.map(({ skill }) => skill))].filter((skill) =>
    heard.every((seat) => seat.skill !== skill),
  );
  const missing: Missing[] = [];
  const atLeast = Math.max(1, needed);
  if (heard.length < atLeast) {
    const what = `${heard.length} of ${seats.length} seats were heard, ${atLeast} ${atLeast === 1 ? 'is' : 'are'} needed`;
    missing.push({ what, remedy: 'run it again when the models answer, or give them fallbacks' });
  }
  if (silent.length > 0) {
    missing.push({
      what: `no seat of ${silent.join(', ')} was heard`,
      remedy: 'every seated skill must be heard at least once',
    });
  }
  return missing;
}

function lacksCoverage({ coverage }: Hearing): readonly Missing[] {
  if (coverage.share >= coverage.required) return [];
  return [
    {
      what: `${formatPercent(coverage.share)} of the changed implementation lines were read, ${formatPercent(coverage.required)} are needed`,
      remedy:
        coverage.share === 0
          ? 'make the unread files readable; what is only listed, such as a lock file, is for a person to read (see coverage)'
          : 'split the change, or make the unread files readable (see coverage)',
    },
  ];
}

function hasUnansweredCandidates({ findings }: Hearing): readonly Missing[] {
  const open = findings.filter((finding) => isCandidate(finding) && finding.standing.kind === 'unanswered');
  if (open.length === 0) return [];
  const ids = open.map(({ id }) => id).join(', ');
  return [
    {
      what: `${count(open.length, 'weighty claim was', 'weighty claims were')} not examined by the other model (${ids})`,
      remedy: 'run it again, or check the claim by hand',
    },
  ];
}

function hasMoreToSay({ seats }: Hearing): readonly Missing[] {
  const skills = [...new Set(seats.filter(({ unsaid }) => unsaid === true).map(({ skill }) => skill))];
  if (skills.length === 0) return [];
  return [
    {
      what: `${skills.join(', ')} could not report all findings: there are too many, or the budget ended`,
      remedy: 'mend what is reported, then run it again; or split the change',
    },
  ];
}

function hasOnlyAbstentions({ seats, rehearsalCovers }: Hearing): readonly Missing[] {
  if (rehearsalCovers === false) return [];
  const heard = seats.filter(({ standing }) => standing !== 'failed');
  if (heard.length === 0 || heard.some(({ standing }) => standing === 'heard')) return [];
  return [{ what: 'every seat that answered abstained', remedy: 'give the seats what they say they lack' }];
}

function hasNoCoveredFile({ rehearsalCovers }: Hearing): readonly Missing[] {
  if (rehearsalCovers !== false) return [];
  return [
    {
      what: 'no evidence rule reads any file of this input, and a rehearsal asks no model',
      remedy: 'run it with models, or on a change in a language that the rules read (Python)',
    },
  ];
}

/** The code of the heaviest confirmed finding, ties in the order of the list. */
function codeOf(confirmed: readonly Finding[]): VerdictCode {
  const order = [...confirmed].sort(
    (left, right) =>
      compareSeverity(left.severity, right.severity) ||
      VerdictCode.options.indexOf(left.code) - VerdictCode.options.indexOf(right.code),
  );
  return order[0]?.code ?? 'OK';
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
