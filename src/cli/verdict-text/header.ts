import { firstSentences } from '../../committee/comment/first-sentences.ts';
import { reasonText } from '../../committee/comment/header.ts';
import type { FindingRow, Rows } from '../../committee/rows.ts';
import type { Session } from '../../committee/session.ts';
import type { VerdictStatus } from '../../committee/verdict.ts';
import {
  confirmedWeightOf,
  hearingOf,
  readingOf,
  SILENT_CHAIR,
  STATUS_WORDS,
  shortCommit,
  sinceOf,
  spentOf,
  titleOf,
  weightOf,
} from '../../committee/wording.ts';
import { inTone, type Line, plainLines, type Tone } from './line.ts';
import { hang, type Page, paragraph } from './page.ts';
import { wrap } from './width.ts';

const TONES: Readonly<Record<VerdictStatus, Tone>> = {
  REJECTED: 'bad',
  INCONCLUSIVE: 'warning',
  ACCEPTED_WITH_CHANGES: 'warning',
  ACCEPTED: 'good',
};

const LONGEST_REASON = 600;
const MOST_LABELS = 5;

/** The first lines: decision, the reason that matters most, what to do next, what the verdict rests on. */
export function renderHeader(session: Session, rows: Rows, page: Page): readonly Line[] {
  const { verdict, chair } = session;
  return [
    ...decisionLines(session, page),
    ...(verdict.status === 'INCONCLUSIVE' ? missingLines(session, page) : paragraph(whyOf(session, rows), page)),
    ...nextSteps(session, rows, page),
    ...(chair !== null && chair.minutes === null ? paragraph(SILENT_CHAIR, page) : []),
    ...paragraph(basisOf(session), page),
  ];
}

/** The decision once more, for a reader whose first lines have scrolled away. */
export function renderClosing(session: Session, page: Page): readonly Line[] {
  return [...decisionLines(session, page), ...paragraph(`${weightOf(session)}. Advisory; a person decides.`, page)];
}

/** Status, code and the word for people; a rehearsal that does not reject decides nothing and has no such word. */
function decisionLines(session: Session, { width }: Page): readonly Line[] {
  const { rehearsal, verdict } = session;
  const { sign, decision } = STATUS_WORDS[verdict.status];
  const word = rehearsal && verdict.status !== 'REJECTED' ? '' : `${decision}: `;
  const kind = rehearsal ? ' (rehearsal: no language model was consulted)' : '';
  return plainLines(wrap(`${sign} ${word}${titleOf(session)}${kind}`, width), TONES[verdict.status]);
}

function whyOf(session: Session, rows: Rows): string {
  return `${weightOf(session)}. ${firstSentences(reasonText(session, rows), LONGEST_REASON)}`;
}

/** What is missing for a decision, each with what would bring it. */
function missingLines(session: Session, page: Page): readonly Line[] {
  const items = session.verdict.missing.map(({ what, remedy }) => `${what}. To decide: ${remedy}.`);
  return [
    ...paragraph(`${weightOf(session)}:`, page),
    ...items.flatMap((item, index) => hang(`${index + 1}. `, item, page)),
  ];
}

function nextSteps(session: Session, rows: Rows, page: Page): readonly Line[] {
  switch (session.verdict.status) {
    case 'REJECTED':
      return fixOrWaive(rows.blockers, page);
    case 'ACCEPTED_WITH_CHANGES':
      return paragraph(`Change ${labelsOf(rows.changes)} before anything relies on it.`, page, 'strong');
    case 'INCONCLUSIVE': {
      const confirmed = confirmedWeightOf(session);
      return confirmed === null ? [] : paragraph(`Confirmed so far: ${confirmed}.`, page);
    }
    case 'ACCEPTED':
      return session.rehearsal
        ? paragraph('This approves nothing: ask the models, without --rehearsal.', page, 'strong')
        : [];
    default:
      return session.verdict.status satisfies never;
  }
}

/** The command stands unbroken, so that it can be copied. */
function fixOrWaive(blockers: readonly FindingRow[], page: Page): readonly Line[] {
  const [only] = blockers;
  const [it, which] = blockers.length === 1 ? ['it', only?.lead.id] : ['each', '<finding>'];
  const advice = `Fix ${labelsOf(blockers)}, or waive ${it} on the pull request:`;
  const command = `/conclave waive ${which} <reason>`;
  const together = paragraph(`${advice} ${command}`, page, 'strong');
  return together.length === 1 ? together : [...paragraph(advice, page, 'strong'), [inTone(`  ${command}`, 'strong')]];
}

function basisOf(session: Session): string {
  const { subject, rehearsal } = session;
  const what = shortCommit(subject.head) ?? subject.name;
  const price = rehearsal ? [] : [spentOf(session)];
  const since = sinceOf(session);
  const read = [...(since === null ? [] : [since]), readingOf(session), hearingOf(session), ...price];
  return `Reviewed ${what} ${read.join(', ')}.`;
}

function labelsOf(rows: readonly FindingRow[]): string {
  const labels = rows.slice(0, MOST_LABELS).map(({ label }) => label);
  if (rows.length > MOST_LABELS) return `${labels.join(', ')} and ${rows.length - MOST_LABELS} more`;
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}
