import { codeBlock } from '../../kernel/markdown/code-block.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { NOWHERE } from '../comment/place.ts';
import { drawSources } from '../comment/sources.ts';
import { drawWhere } from '../comment/where.ts';
import type { Finding } from '../finding.ts';
import { confirmedBy, type FindingRow, raisedBy, shortModel } from '../rows.ts';
import type { Session } from '../session.ts';

const LONGEST_QUOTE = 2_000;

/** Draws findings one below the other: claim, place, quoted code, who raised and confirmed it, what to do; null when there is none. */
export function renderIssues(rows: readonly FindingRow[], session: Session): string | null {
  return rows.length === 0 ? null : rows.map((row) => renderIssue(row, session)).join('\n\n');
}

function renderIssue(row: FindingRow, session: Session): string {
  const { lead, label } = row;
  const others = row.members.filter(({ id }) => id !== lead.id);
  const where = drawWhere(lead, NOWHERE);
  const lines = [
    [`**${label}** ${inlineCode(lead.id)} ${lead.severity}`, lead.code, ...(where === null ? [] : [where])].join(' · '),
    '',
    plainText(lead.claim, 600),
    ...quoteOf(lead),
    '',
    `- ${[raiseOf(row), ...fateOf(row)].join('; ')}`,
    ...restsOn(row, session),
    ...(lead.recommendation.trim() === '' ? [] : [`- Do: ${plainText(lead.recommendation, 600)}`]),
    ...others.map(
      (other) => `- Means the same: ${inlineCode(other.id)}${placeOf(other)}: ${plainText(other.claim, 600)}`,
    ),
  ];
  return lines.join('\n');
}

function restsOn(row: FindingRow, session: Session): readonly string[] {
  const words = drawSources(row, session, NOWHERE);
  return words === '' ? [] : [`- Rests on: ${words}`];
}

/** The quoted code; the end of an overlong line, as minified files have, is cut. */
function quoteOf({ place }: Finding): readonly string[] {
  const quote = place?.quote ?? '';
  if (quote.trim() === '') return [];
  return ['', codeBlock(quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)} … (cut)` : quote, '')];
}

function placeOf(finding: Finding): string {
  const where = drawWhere(finding, NOWHERE);
  return where === null ? '' : ` ${where}`;
}

function raiseOf(row: FindingRow): string {
  const isRaised = row.members.some(({ raised_by }) => raised_by.length > 0);
  return isRaised ? `Raised by ${plainText(raisedBy(row), 400)}` : 'Raised by no seat';
}

/** What became of a finding; nothing for one that nobody examines. */
function fateOf(row: FindingRow): readonly string[] {
  const { standing } = row.lead;
  switch (standing.kind) {
    case 'confirmed':
      return [`confirmed by ${confirmers(row)}`];
    case 'refuted':
      return [`refuted by ${plainText(shortModel(standing.model), 100)}: ${plainText(standing.why, 600)}`];
    case 'unanswered':
      return [`examined by nobody: ${plainText(standing.why, 600)}`];
    case 'unsourced':
      return [`unsourced, so it counts for nothing: ${plainText(standing.why, 600)}`];
    case 'stated':
      return [];
    default:
      return standing satisfies never;
  }
}

/** Only an examiner has a reason of its own to tell; that of a rule or of both models is that they are named. */
function confirmers(row: FindingRow): string {
  const who = plainText(
    confirmedBy(row, (rule) => `\`${rule}\``),
    400,
  );
  const reasons = row.members.flatMap(({ standing }) =>
    standing.kind === 'confirmed' && standing.by === 'cross-examination' ? [standing.why] : [],
  );
  return reasons.length === 0 ? who : `${who}: ${plainText(reasons.join(' '), 600)}`;
}
