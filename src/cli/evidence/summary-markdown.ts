import type { EvidenceAccount, NamedHit } from '../../evidence/account.ts';
import { ruleDecisionWords } from '../../evidence/rule-standing.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import { renderCodeSpan } from '../../kernel/markdown/code-span.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { wordsOfCoverage } from './coverage-text.ts';
import { byWeight } from './hit-order.ts';
import { allowanceWords, decisionWords } from './hit-words.ts';
import { wordsOfHits } from './totals.ts';

const LONGEST_CELL = 600;
const LONGEST_QUOTE = 160;
/** Rows that a person reads; the outputs and the SARIF log hold more. */
const MOST_ROWS = 500;

/** Draws an account for the summary of a job: the totals, a table of the hits, what was not read and what was decided. */
export function renderEvidenceMarkdown(account: EvidenceAccount): string {
  const { hits, unread, notes, rules } = account;
  const decisions = rules.map(ruleDecisionWords).filter((text) => text !== null);
  const rows = byWeight(hits).slice(0, MOST_ROWS).map(rowOf);
  return `${[
    `## Evidence: ${wordsOfHits(hits)}`,
    plainText(wordsOfCoverage(account), LONGEST_CELL),
    hits.length === 0 ? '' : table(['where', 'what', 'rule'], rows),
    hits.length > MOST_ROWS ? `… ${hits.length - MOST_ROWS} more.` : '',
    listOf(
      'Not read, so that no rule speaks for it:',
      unread.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    listOf('Decided by the repository:', decisions),
    listOf('', notes),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function rowOf(hit: NamedHit): readonly string[] {
  const { path, line, side, quote, message, mend, rule, class: weight, severity } = hit;
  const said = [message, mend, decisionWords(hit), allowanceWords(hit)].filter((part) => part !== null);
  const code = quote.trim() === '' ? '' : `${codeOf(quote.trim().slice(0, LONGEST_QUOTE))} `;
  const place = `${codeOf(`${path}:${line}`)}${side === 'before' ? ' (removed)' : ''}`;
  return [
    place,
    `${code}${said.map((part) => plainText(part, LONGEST_CELL)).join(' ')}`,
    `\`${rule}\` ${weight} ${severity}`,
  ];
}

function codeOf(text: string): string {
  return renderCodeSpan(removeInvisible(text).text);
}

function listOf(heading: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  const items = texts.slice(0, MOST_ROWS).map((text) => `- ${plainText(text, LONGEST_CELL)}`);
  const left = texts.length - items.length;
  return [...(heading === '' ? [] : [heading, '']), ...items, ...(left > 0 ? [`- … ${left} more`] : [])].join('\n');
}
