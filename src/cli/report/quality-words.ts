import { ENOUGH_DECIDED, MOST_DISMISSED, type NamedRow, type Quality } from '../../committee/ledger/quality.ts';
import { formatPercent } from '../../kernel/percent.ts';
import type { QualityReading, QualityWish } from '../../ports/quality.ts';

/** What was counted, where, and what came of it. */
export interface QualityReport {
  readonly wish: QualityWish;
  readonly reading: QualityReading;
  readonly quality: Quality;
}

/** What the report is about. */
export function titleOf({ wish: { repository, since } }: QualityReport): string {
  const of = repository === null ? '' : ` of ${repository.owner}/${repository.name}`;
  return `Findings${of}${since === null ? '' : ` raised since ${since}`}`;
}

/** What came of it, in one sentence. */
export function headlineOf({ quality: { all, pointedOut, canJudge } }: QualityReport): string {
  if (all.fates === null) {
    return 'What became of them is not known: session files do not say what people fixed, waived or dismissed.';
  }
  if (!canJudge) return `No rule and no skill has ${ENOUGH_DECIDED} decided findings yet, so that none is judged.`;
  if (pointedOut.length === 0) {
    return `Nothing to point out: of no rule and no skill with ${ENOUGH_DECIDED} decided findings is more than half dismissed.`;
  }
  const count = pointedOut.length;
  return `${count} ${count === 1 ? 'rule or skill is' : 'rules or skills are'} dismissed more than half of the time.`;
}

/** What is pointed out of one rule or skill, and what to do about it. */
export function wordsOfNoise({ kind, name, fates }: Quality['pointedOut'][number]): {
  readonly text: string;
  readonly advice: string;
} {
  const share = formatPercent(fates.dismissedShare ?? 0);
  return {
    text: `${kind} ${name}: ${fates.dismissed} of ${fates.decided} decided findings were dismissed (${share})`,
    advice:
      kind === 'rule'
        ? 'read the reasons of the dismissals; narrow the rule, make it soft (evidence.class) or switch it off (evidence.off)'
        : 'read the reasons of the dismissals; write down in a decision record what is accepted here, so that its seats read it',
  };
}

/** The columns of a table, each with its figure; a figure that nobody knows is a dash. */
export const COLUMNS: readonly { readonly head: string; readonly figure: (row: NamedRow) => string }[] = [
  { head: 'raised', figure: ({ raised }) => String(raised) },
  { head: 'open', figure: ({ fates }) => String(fates?.open ?? '–') },
  { head: 'fixed', figure: ({ fates }) => String(fates?.fixed ?? '–') },
  { head: 'waived', figure: ({ fates }) => String(fates?.waived ?? '–') },
  { head: 'dismissed', figure: ({ fates }) => String(fates?.dismissed ?? '–') },
  { head: 'superseded', figure: ({ fates }) => String(fates?.superseded ?? '–') },
  {
    head: 'share',
    figure: ({ fates }) =>
      fates === null || fates.dismissedShare === null ? '–' : formatPercent(fates.dismissedShare),
  },
];

/** The tables with their headings; a row without a name says whose it is. */
export function tablesOf({ quality: { rules, skills, all } }: QualityReport): readonly Table[] {
  const labelled = (rows: readonly NamedRow[], nameless: string) =>
    rows.map((row) => ({ label: row.name ?? nameless, row }));
  return [
    {
      heading: 'By rule',
      rows: [...labelled(rules, 'seats, without a rule'), { label: 'all findings', row: { name: null, ...all } }],
    },
    { heading: 'By skill', rows: labelled(skills, 'rules, without a seat') },
  ];
}

/** Rows that belong together. */
export interface Table {
  readonly heading: string;
  readonly rows: readonly { readonly label: string; readonly row: NamedRow }[];
}

/** What a reader must know to read the figures. */
export function notesOf({ reading, quality }: QualityReport): readonly string[] {
  const { place, sessions, unread } = reading;
  return [
    `Read in ${place}: ${sessions} ${sessions === 1 ? 'session' : 'sessions'}.`,
    ...(unread.length === 0
      ? []
      : [
          unread.length === 1
            ? '1 file is not counted, since it cannot be read.'
            : `${unread.length} files are not counted, since they cannot be read.`,
        ]),
    ...(quality.all.fates === null ? FILE_NOTES : LEDGER_NOTES),
  ];
}

const FILE_NOTES = [
  'A finding of several sessions on the same subject counts once; one of several skills in each of them.',
];

const LEDGER_NOTES = [
  'Each finding counts once, by where it is now; one that several skills raised counts in each of them.',
  'Share: how many of the decided ones were dismissed. Decided are those fixed, waived or dismissed.',
  `Pointed out: a share of more than ${MOST_DISMISSED * 100}% over at least ${ENOUGH_DECIDED} decided findings.`,
];
