import type { AdrFinding } from '../../adr/finding.ts';
import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph } from '../verdict-text/page.ts';
import { headlineOf, type LintReport } from './lint-report.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws the findings for a terminal, file by file. */
export function renderLintText(report: LintReport, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const hasErrors = report.findings.some(({ severity }) => severity === 'error');
  const tone = report.findings.length === 0 ? 'good' : hasErrors ? 'bad' : 'warning';
  const files = [...new Set(report.findings.map(({ file }) => file))];
  const lines: readonly Line[] = [
    ...paragraph(`Decision records of ${report.name}: ${headlineOf(report)}`, page, tone),
    ...files.flatMap((file) => renderFile(file, report.findings, page)),
    ...(report.notes.length === 0 ? [] : [[], ...report.notes.flatMap((note) => hang('note: ', note, page))]),
  ];
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}

function renderFile(file: string, findings: readonly AdrFinding[], page: Page): readonly Line[] {
  const own = findings.filter((finding) => finding.file === file);
  return [[], ...paragraph(file, page, 'strong'), ...own.flatMap((finding) => renderFinding(finding, page))];
}

function renderFinding({ line, rule, severity, message, expected, advice }: AdrFinding, page: Page): readonly Line[] {
  const mark = severity === 'error' ? inTone('  ✗ ', 'bad') : inTone('  ! ', 'warning');
  return [
    ...hang(mark, `line ${line}: ${message} (${rule})`, page),
    ...(expected === undefined ? [] : hang('    expected ', expected, page)),
    ...(advice === undefined ? [] : hang('    → ', advice, page)),
  ];
}
