import type { EvidenceAccount, NamedHit } from '../../evidence/account.ts';
import { ruleDecisionWords } from '../../evidence/rule-standing.ts';
import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper, plainLines } from '../verdict-text/line.ts';
import { hang, type Page, paragraph } from '../verdict-text/page.ts';
import { oneLine } from '../verdict-text/width.ts';
import { wordsOfCoverage } from './coverage-text.ts';
import { byWeight } from './hit-order.ts';
import { allowanceWords, decisionWords } from './hit-words.ts';
import { wordsOfHits } from './totals.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** Hits that a person reads in a terminal; the other formats hold all. */
const MOST_HITS = 200;
const MOST_UNREAD = 50;
const SHORT_SHA = 7;

/** Draws an account for a terminal: the totals, every hit with its line, then what was not read and what was decided. */
export function renderEvidenceText(account: EvidenceAccount, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page = { width: columns };
  const blocks = [
    headOf(account, page),
    ...byWeight(account.hits)
      .slice(0, MOST_HITS)
      .map((hit) => hitLines(hit, page)),
    moreLines(account.hits.length - MOST_HITS, 'hit', page),
    unreadLines(account, page),
    decisionLines(account, page),
    account.notes.flatMap((note) => hang('note: ', note, page)),
  ].filter((lines) => lines.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return lines.map((line) => `${drawSafely(line, { columns, colours: paper.colours })}\n`).join('');
}

/** A blank more must not make a line too wide. */
function drawSafely(line: Line, paper: Paper): string {
  const drawn = drawLine(line, paper);
  const safe = disarm(drawn);
  return safe === drawn ? drawn : disarm(drawLine(line, { ...paper, columns: paper.columns - 1 }));
}

function headOf(account: EvidenceAccount, page: Page): readonly Line[] {
  const { change, hits } = account;
  const at = change.head === null ? '' : ` at ${change.head.slice(0, SHORT_SHA)}`;
  const tone = hits.some((hit) => hit.class === 'hard') ? 'bad' : hits.length > 0 ? 'warning' : 'good';
  return [
    ...paragraph(`Evidence: ${wordsOfHits(hits)}`, page, tone),
    ...paragraph(`${change.name}${at}: ${wordsOfCoverage(account)}`, page),
  ];
}

function hitLines(hit: NamedHit, page: Page): readonly Line[] {
  const { rule, class: weight, severity, code, path, line, side, quote, message, mend, finding } = hit;
  const inner = { width: page.width - INDENT.length };
  const removed = side === 'before' ? ' (removed)' : '';
  const names = [rule, weight, severity, code, ...(finding === null ? [] : [finding])].join(' ');
  const [record, allowed] = [decisionWords(hit), allowanceWords(hit)];
  return [
    ...paragraph(`${path}:${line}${removed}`, page, weight === 'hard' ? 'bad' : 'warning'),
    ...indented(paragraph(names, inner, 'strong')),
    ...indented(paragraph(message, inner)),
    ...(quote.trim() === '' ? [] : indented(plainLines([`> ${oneLine(quote)}`]))),
    ...indented(hang('→ ', mend, inner)),
    ...(record === null ? [] : indented(paragraph(record, inner))),
    ...(allowed === null ? [] : indented(paragraph(allowed, inner))),
  ];
}

const INDENT = '  ';

function indented(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => [inTone(INDENT), ...line]);
}

function unreadLines({ unread }: EvidenceAccount, page: Page): readonly Line[] {
  if (unread.length === 0) return [];
  const inner = { width: page.width - INDENT.length };
  const shown = unread.slice(0, MOST_UNREAD).flatMap(({ path, reason }) => hang('- ', `${path}: ${reason}`, inner));
  return [
    ...paragraph('Not read, so that no rule speaks for it:', page, 'warning'),
    ...indented(shown),
    ...moreLines(unread.length - MOST_UNREAD, 'file', page),
  ];
}

function decisionLines({ rules }: EvidenceAccount, page: Page): readonly Line[] {
  const words = rules.map(ruleDecisionWords).filter((text) => text !== null);
  if (words.length === 0) return [];
  const inner = { width: page.width - INDENT.length };
  return [
    ...paragraph('Decided by the repository:', page, 'strong'),
    ...indented(words.flatMap((text) => hang('- ', text, inner))),
  ];
}

function moreLines(left: number, word: string, page: Page): readonly Line[] {
  return left <= 0 ? [] : paragraph(`… ${left} more ${word}${left === 1 ? '' : 's'}: --json holds all`, page);
}
