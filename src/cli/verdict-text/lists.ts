import { otherDissent } from '../../committee/comment/doubts.ts';
import { isOpen } from '../../committee/comment/findings-table.ts';
import { listImpacts } from '../../committee/comment/impact.ts';
import { type FindingRow, type Rows, raisedBy, shortModel, whereOf } from '../../committee/rows.ts';
import type { Session } from '../../committee/session.ts';
import { askedAbove } from './findings.ts';
import type { Line } from './line.ts';
import { hang, type Page, section, upTo } from './page.ts';
import { clip, oneLine } from './width.ts';

const MOST_ITEMS = 10;
const LONGEST_ITEM = 500;

/** What the committee says beside its findings: dissent, impact, and what to do that no finding above asks for. */
export function renderLists(session: Session, rows: Rows, page: Page): readonly (readonly Line[])[] {
  const claims = rows.fallen.filter((row) => !isOpen(row));
  const doubts = [...claims.map(describeClaim), ...otherDissent(session)];
  const impacts = listImpacts(session).map(([name, text]) => `${name}: ${text}`);
  const asked = askedAbove(rows);
  const questions = session.questions.map(
    ({ path, line, text }) => `${line === null ? path : `${path}:${line}`}: ${text}`,
  );
  const decisions = session.decisions.map(
    ({ id, title, path, whys }) => `[${id}] ${title} (${path}): ${whys.join('; ')}`,
  );
  const actions = session.verdict.recommendations.filter((text) => !asked.includes(text));
  const list = (texts: readonly string[], mark: (index: number) => string) =>
    upTo(texts, MOST_ITEMS, (text, index) => hang(mark(index), clip(oneLine(text), LONGEST_ITEM), page));
  return [
    section(
      `Dissent and unsourced claims (${doubts.length})`,
      list(doubts, () => '  - '),
      page,
    ),
    section(
      `Questions about decisions, not blocking (${questions.length})`,
      list(questions, () => '  - '),
      page,
    ),
    section(
      `Decisions that bind this change (${decisions.length})`,
      list(decisions, () => '  - '),
      page,
    ),
    section(
      'Impact',
      list(impacts, () => '  - '),
      page,
    ),
    section(
      'Recommended next actions',
      list(actions, (index) => `  ${index + 1}. `),
      page,
    ),
  ];
}

function describeClaim(row: FindingRow): string {
  const { lead, label } = row;
  const where = lead.place === null ? '' : ` ${whereOf(lead)}`;
  return `${label} ${lead.id} ${lead.severity}${where}, ${raisedBy(row)}: ${lead.claim} ${fateOf(row)}`;
}

function fateOf({ lead: { standing } }: FindingRow): string {
  if (standing.kind === 'refuted') return `Refuted by ${shortModel(standing.model)}: ${standing.why}`;
  return standing.kind === 'unsourced' ? `Unsourced: ${standing.why}; it counts for nothing.` : '';
}
