import { disarm } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph } from '../verdict-text/page.ts';
import { countFailing, headlineOf, type IncidentsReport, type JudgedFinding } from './report.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws the findings for a terminal, what is to be mended first. */
export function renderIncidentsText(report: IncidentsReport, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const { findings, notes, path } = report;
  const tone = countFailing(report) === 0 ? 'good' : 'bad';
  const sorted = [...findings.filter(({ old }) => !old), ...findings.filter(({ old }) => old)];
  const lines: readonly Line[] = [
    ...paragraph(`Incident log ${path}: ${headlineOf(report)}`, page, tone),
    ...(sorted.length === 0 ? [] : [[], ...sorted.flatMap((finding) => renderFinding(finding, page))]),
    ...(notes.length === 0 ? [] : [[], ...notes.flatMap((note) => hang('note: ', note, page))]),
  ];
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}

function renderFinding({ line, rule, message, advice, old }: JudgedFinding, page: Page): readonly Line[] {
  const mark = old ? inTone('  · ', 'plain') : inTone('  ✗ ', 'bad');
  return [...hang(mark, `line ${line}: ${message} (${rule})`, page), ...(old ? [] : hang('    → ', advice, page))];
}
