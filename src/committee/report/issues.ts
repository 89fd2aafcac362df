import { codeBlock } from '../../kernel/markdown/code-block.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Finding } from '../finding.ts';
import { confirmedBy, type FindingRow, raisedBy, whereOf } from '../rows.ts';

/** Draws findings one below the other: claim, place, quoted code, who raised and who confirmed it, what to do. */
export function renderIssues(rows: readonly FindingRow[]): string {
  return rows.length === 0 ? 'None.' : rows.map(renderIssue).join('\n\n');
}

function renderIssue(row: FindingRow): string {
  const { lead, label } = row;
  const others = row.members.filter(({ id }) => id !== lead.id);
  const lines = [
    `**${label}** ${inlineCode(lead.id)} ${lead.severity} · ${lead.code} · ${inlineCode(whereOf(lead))}`,
    '',
    plainText(lead.claim, 600),
    ...(lead.place === null ? [] : ['', codeBlock(lead.place.quote, '')]),
    '',
    `- Raised by ${raisedBy(row)}; ${fate(row)}`,
    ...(lead.recommendation === '' ? [] : [`- Do: ${plainText(lead.recommendation, 600)}`]),
    ...others.map((other) => `- Means the same: ${inlineCode(other.id)} ${inlineCode(whereOf(other))}: ${plainText(other.claim, 600)}`),
  ];
  return lines.join('\n');
}

function fate(row: FindingRow): string {
  const { standing }: Finding = row.lead;
  switch (standing.kind) {
    case 'confirmed':
      return `confirmed by ${plainText(confirmedBy(row), 300)}: ${plainText(standing.why, 600)}`;
    case 'refuted':
      return `refuted by ${plainText(standing.model, 100)}: ${plainText(standing.why, 600)}`;
    case 'unanswered':
      return `not examined: ${plainText(standing.why, 600)}`;
    case 'unsourced':
      return `unsourced: ${plainText(standing.why, 600)}; it counts for nothing`;
    case 'stated':
      return 'not examined, since it does not weigh';
    default:
      return standing satisfies never;
  }
}
