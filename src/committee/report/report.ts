import { plainText } from '../../kernel/markdown/plain-text.ts';
import { renderCoverage } from '../comment/coverage.ts';
import { renderCosts, renderProvenance } from '../comment/provenance.ts';
import { type Rows, rowsOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { hearingOf, readingOf, REHEARSAL_NOTICE, STATUS_WORDS, titleOf, weightOf } from '../wording.ts';
import { renderIssues } from './issues.ts';
import { renderSeats } from './seats.ts';

/** Draws a session as the full report: everything that is on record, nothing folded, nothing dropped. */
export function renderReport(session: Session): string {
  const rows = rowsOf(session);
  const minutes = session.chair?.minutes ?? null;
  return `${[
    renderSummary(session),
    section('Blocking issues', renderIssues(rows.blockers)),
    section('Non-blocking issues', renderIssues([...rows.changes, ...rows.minors, ...rows.notes])),
    section('ADR impact', impact(minutes?.adr_impact)),
    section('Test impact', impact(minutes?.test_impact)),
    section('ML impact', impact(minutes?.ml_impact)),
    section('Trading risk impact', impact(minutes?.trading_impact)),
    section('Recommended next actions', numbered(session.verdict.recommendations)),
    section('Seats', renderSeats(session)),
    section('Agreement and dissent', renderDissent(session)),
    section('What was not confirmed', renderUnconfirmed(rows)),
    section('Coverage', renderCoverage(session, Number.POSITIVE_INFINITY)),
    section('Cost', renderCosts(session)),
    section('Provenance', renderProvenance(session)),
  ].join('\n\n')}\n`;
}

function renderSummary(session: Session): string {
  const { verdict, chair } = session;
  const { sign, decision } = STATUS_WORDS[verdict.status];
  const lines = [
    '## Review Summary',
    '',
    `Decision: **${decision}** (${sign} ${titleOf(session)}, consensus ${verdict.consensus_strength})`,
    '',
    ...(session.rehearsal ? [`**${REHEARSAL_NOTICE}**`, ''] : []),
    `${weightOf(session)}. ${plainText(verdict.reason, 1200)}`,
    ...(chair?.minutes ? ['', plainText(chair.minutes.summary, 1500)] : []),
    ...(chair !== null && chair.minutes === null ? ['', 'The chair did not answer; the verdict stands on the rule table alone.'] : []),
    ...verdict.missing.map(({ what, remedy }) => `\n- Missing: ${plainText(what, 600)}. To decide: ${plainText(remedy, 300)}.`),
    '',
    `Reviewed ${readingOf(session)}; ${hearingOf(session)} heard. The committee advises; a person decides.`,
  ];
  return lines.join('\n');
}

function section(title: string, body: string): string {
  return `### ${title}\n\n${body}`;
}

function impact(text: string | null | undefined): string {
  return text ? plainText(text, 600) : 'None was stated.';
}

function numbered(texts: readonly string[]): string {
  if (texts.length === 0) return 'None.';
  return texts.map((text, index) => `${index + 1}. ${plainText(text, 800)}`).join('\n');
}

function renderDissent({ verdict }: Session): string {
  const lines = [
    ...verdict.areas_of_agreement.map((text) => `- Agreed: ${plainText(text, 600)}`),
    ...verdict.areas_of_dissent.map((text) => `- Dissent: ${plainText(text, 1500)}`),
  ];
  return lines.length === 0 ? 'No dissent was recorded.' : lines.join('\n');
}

function renderUnconfirmed(rows: Rows): string {
  return rows.fallen.length === 0 ? 'Every weighty claim was confirmed, or there was none.' : renderIssues(rows.fallen);
}
