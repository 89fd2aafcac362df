import { formatUsd } from '../../kernel/micro-usd.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { FindingRow, Rows } from '../rows.ts';
import type { Session } from '../session.ts';
import { hearingOf, readingOf, REHEARSAL_NOTICE, STATUS_WORDS, shortCommit, titleOf, weightOf } from '../wording.ts';

/** The first lines: decision, the reason that matters most, what to do, what it rests on. */
export function renderHeader(session: Session, rows: Rows): string {
  const { sign } = STATUS_WORDS[session.verdict.status];
  const lines = [`### ${sign} Conclave: ${titleOf(session)}`];
  if (session.rehearsal) lines.push(`**${REHEARSAL_NOTICE}**`);
  lines.push(`**${weightOf(session)}.** ${leadReason(session, rows)}`);
  lines.push([...nextSteps(session, rows), basisOf(session)].join(' '));
  return lines.join('\n');
}

function leadReason(session: Session, rows: Rows): string {
  if (session.verdict.status === 'INCONCLUSIVE') return plainText(session.verdict.reason, 600);
  const summary = session.chair?.minutes?.summary;
  if (summary !== undefined) return plainText(summary, 600);
  const lead = rows.blockers[0] ?? rows.changes[0];
  return plainText(lead?.lead.claim ?? session.verdict.reason, 600);
}

function nextSteps(session: Session, rows: Rows): readonly string[] {
  switch (session.verdict.status) {
    case 'REJECTED':
      return [`Fix ${labelsOf(rows.blockers)}, or waive with ${inlineCode(`/conclave waive ${rows.blockers[0]?.lead.id} <reason>`)}.`];
    case 'ACCEPTED_WITH_CHANGES':
      return [`Change ${labelsOf(rows.changes)} before it is relied upon.`];
    case 'INCONCLUSIVE':
      return session.verdict.missing.map(({ remedy }) => `To decide: ${plainText(remedy, 300)}.`);
    case 'ACCEPTED':
      return [];
    default:
      return session.verdict.status satisfies never;
  }
}

function basisOf(session: Session): string {
  const commit = shortCommit(session.subject.head);
  const what = commit === null ? inlineCode(session.subject.name) : inlineCode(commit);
  return `Reviewed ${what} ${readingOf(session)}, ${hearingOf(session)}, ${formatUsd(session.finops.totals.micro_usd)}.`;
}

function labelsOf(rows: readonly FindingRow[]): string {
  const labels = rows.slice(0, 5).map(({ label }) => label);
  return rows.length > 5 ? `${labels.join(', ')} and ${rows.length - 5} more` : labels.join(', ');
}
