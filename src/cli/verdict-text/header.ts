import type { FindingRow, Rows } from '../../committee/rows.ts';
import type { Session } from '../../committee/session.ts';
import type { VerdictStatus } from '../../committee/verdict.ts';
import {
  hearingOf,
  REHEARSAL_NOTICE,
  readingOf,
  STATUS_WORDS,
  shortCommit,
  titleOf,
  weightOf,
} from '../../committee/wording.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import { inTone, type Line, type Tone } from './line.ts';
import { hang, type Page, paragraph } from './page.ts';
import { clip, oneLine, wrap } from './width.ts';

const TONES: Readonly<Record<VerdictStatus, Tone>> = {
  REJECTED: 'bad',
  INCONCLUSIVE: 'warning',
  ACCEPTED_WITH_CHANGES: 'warning',
  ACCEPTED: 'good',
};

const LONGEST_REASON = 600;

/** The first lines: decision, the reason that matters most, what to do, what it rests on. */
export function renderHeader(session: Session, rows: Rows, page: Page): readonly Line[] {
  const { rehearsal, chair } = session;
  return [
    ...decisionLines(session, page),
    ...(rehearsal ? paragraph(REHEARSAL_NOTICE, page, 'warning') : []),
    ...paragraph(`${weightOf(session)}. ${clip(oneLine(reasonOf(session, rows)), LONGEST_REASON)}`, page),
    ...nextSteps(session, rows, page),
    ...(chair !== null && chair.minutes === null ? paragraph(SILENT_CHAIR, page) : []),
    ...paragraph(basisOf(session), page),
  ];
}

/** The decision once more, for a reader whose first lines have scrolled away. */
export function renderClosing(session: Session, page: Page): readonly Line[] {
  return [...decisionLines(session, page), ...paragraph(`${weightOf(session)}. Advisory; a person decides.`, page)];
}

const SILENT_CHAIR = 'The chair did not answer; the verdict stands on the rule table alone.';

function decisionLines(session: Session, { width }: Page): readonly Line[] {
  const { status } = session.verdict;
  const { sign, decision } = STATUS_WORDS[status];
  const kind = session.rehearsal ? ' (rehearsal)' : '';
  return wrap(`${sign} ${decision}: ${titleOf(session)}${kind}`, width).map((line) => [inTone(line, TONES[status])]);
}

function reasonOf({ verdict, chair }: Session, rows: Rows): string {
  if (verdict.status === 'INCONCLUSIVE') return verdict.reason;
  const lead = rows.blockers[0] ?? rows.changes[0];
  return chair?.minutes?.summary ?? lead?.lead.claim ?? verdict.reason;
}

function nextSteps({ verdict }: Session, rows: Rows, page: Page): readonly Line[] {
  switch (verdict.status) {
    case 'REJECTED':
      return fixOrWaive(rows.blockers, page);
    case 'ACCEPTED_WITH_CHANGES':
      return paragraph(`Change ${labelsOf(rows.changes)} before it is relied upon.`, page, 'strong');
    case 'INCONCLUSIVE':
      return [
        [inTone('To decide:', 'strong')],
        ...[...new Set(verdict.missing.map(({ remedy }) => remedy))].flatMap((remedy) => hang('- ', remedy, page)),
      ];
    case 'ACCEPTED':
      return [];
    default:
      return verdict.status satisfies never;
  }
}

/** The command stands unbroken, so that it can be copied. */
function fixOrWaive(blockers: readonly FindingRow[], page: Page): readonly Line[] {
  const advice = `Fix ${labelsOf(blockers)}, or waive on the pull request:`;
  const command = `/conclave waive ${blockers[0]?.lead.id} <reason>`;
  const together = paragraph(`${advice} ${command}`, page, 'strong');
  return together.length === 1 ? together : [...paragraph(advice, page, 'strong'), [inTone(`  ${command}`, 'strong')]];
}

function basisOf(session: Session): string {
  const what = shortCommit(session.subject.head) ?? session.subject.name;
  const price = formatUsd(session.finops.totals.micro_usd);
  return `Reviewed ${what} ${readingOf(session)}, ${hearingOf(session)}, ${price}.`;
}

function labelsOf(rows: readonly FindingRow[]): string {
  const labels = rows.slice(0, 5).map(({ label }) => label);
  return rows.length > 5 ? `${labels.join(', ')} and ${rows.length - 5} more` : labels.join(', ');
}
