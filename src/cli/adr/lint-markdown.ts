import type { AdrFinding } from '../../adr/finding.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { headlineOf, type LintReport } from './lint-report.ts';

const LONGEST_WORDS = 400;

/** Draws the findings as Markdown, errors first; nothing in it pings, links or runs. */
export function renderLintMarkdown(report: LintReport): string {
  const sorted = report.findings.toSorted((left, right) => weightOf(left) - weightOf(right));
  const rows = sorted.map((finding) => [
    finding.severity,
    inlineCode(`${finding.file}:${finding.line}`),
    inlineCode(finding.rule),
    tableCell(wordsOf(finding), LONGEST_WORDS),
  ]);
  return [
    `### Decision records: ${plainText(headlineOf(report), LONGEST_WORDS)}`,
    ...(rows.length === 0 ? [] : [table(['', 'where', 'rule', 'what'], rows)]),
    ...report.notes.map((note) => `- ${plainText(note, LONGEST_WORDS)}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function weightOf({ severity }: AdrFinding): number {
  return severity === 'error' ? 0 : 1;
}

function wordsOf({ message, expected, advice }: AdrFinding): string {
  return [message, expected === undefined ? '' : `Expected ${expected}.`, advice ?? '']
    .filter((part) => part !== '')
    .join(' ');
}
