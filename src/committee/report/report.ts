import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawSplit } from '../ceiling/markdown.ts';
import { renderCosts } from '../comment/cost.ts';
import { renderCoverage } from '../comment/coverage.ts';
import { listDecisions, listQuestions } from '../comment/decisions-on-record.ts';
import { otherDissent } from '../comment/doubts.ts';
import { listImpacts } from '../comment/impact.ts';
import { EVERYTHING } from '../comment/length.ts';
import { listLives } from '../comment/lives.ts';
import { NOWHERE } from '../comment/place.ts';
import { renderProvenance } from '../comment/provenance.ts';
import { listRouting } from '../comment/routing.ts';
import { rowsOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { renderIssues } from './issues.ts';
import { renderSeats } from './seats.ts';
import { renderSummary } from './summary.ts';

const NOWHERE_WHOLE = { place: NOWHERE, length: EVERYTHING };

/**
 * Draws a session as the full report: everything that is on record, nothing folded, nothing dropped. The recommended
 * headings always stand; the others only when they have something to say.
 */
export function renderReport(session: Session): string {
  const rows = rowsOf(session);
  const impacts = new Map(listImpacts(session));
  const impact = (name: string) => section(`${name} impact`, impactText(impacts.get(name), session));
  const sections = [
    ...renderSummary(session, rows),
    ...(session.ceiling === null ? [] : [drawSplit(session.ceiling)]),
    section('Blocking issues', renderIssues(rows.blockers, session) ?? 'None confirmed.'),
    section('Non-blocking issues', renderIssues([...rows.changes, ...rows.minors, ...rows.notes], session) ?? 'None.'),
    ...optional('What was not confirmed', renderIssues(rows.fallen, session)),
    ...optional('Earlier findings', lines(listLives(session, NOWHERE_WHOLE))),
    ...optional('Decisions that bind this change', lines(listDecisions(session, NOWHERE_WHOLE))),
    ...optional('Questions about decisions', lines(listQuestions(session, NOWHERE_WHOLE))),
    impact('ADR'),
    impact('Test'),
    impact('ML'),
    impact('Trading risk'),
    section('Recommended next actions', numbered(nextActions(session)) ?? 'None.'),
    section('Seats', renderSeats(session)),
    ...optional('Agreement', bullets(session.verdict.areas_of_agreement)),
    ...optional('Dissent', bullets(otherDissent(session))),
    ...optional('Routing', lines(listRouting(session, 600))),
    section('Coverage', renderCoverage(session, Number.POSITIVE_INFINITY)),
    ...(session.rehearsal ? [] : [section('Cost', renderCosts(session, Number.POSITIVE_INFINITY))]),
    section('Provenance', renderProvenance(session, NOWHERE)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function lines(some: readonly string[]): string | null {
  return some.length === 0 ? null : some.join('\n');
}

function section(title: string, body: string): string {
  return `### ${title}\n\n${body}`;
}

function optional(title: string, body: string | null): readonly string[] {
  return body === null ? [] : [section(title, body)];
}

/** Silence has a reason: nobody was asked, nobody answered, or the chair saw nothing to say. */
function impactText(text: string | undefined, { chair }: Session): string {
  if (text !== undefined) return plainText(text, 600);
  if (chair === null) return 'Not stated: no chair was asked.';
  return chair.minutes === null ? 'Not stated: the chair did not answer.' : 'None was stated.';
}

/** What is recommended; without a decision at least what would make it one. */
function nextActions({ verdict }: Session): readonly string[] {
  const remedies = new Set(verdict.missing.map(({ remedy }) => remedy));
  return verdict.recommendations.length > 0 ? verdict.recommendations : [...remedies];
}

function numbered(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.map((text, index) => `${index + 1}. ${plainText(text, 800)}`).join('\n');
}

function bullets(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.map((text) => `- ${plainText(text, 1500)}`).join('\n');
}
