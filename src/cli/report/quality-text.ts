import { drawLine, inTone, type Line, type Paper, plainLines } from '../verdict-text/line.ts';
import { hang, type Page, paragraph } from '../verdict-text/page.ts';
import { oneLine, pad, widthOf, wrap } from '../verdict-text/width.ts';
import {
  COLUMNS,
  headlineOf,
  notesOf,
  type QualityReport,
  type Table,
  tablesOf,
  titleOf,
  wordsOfNoise,
} from './quality-words.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** The least that a name may have beside its figures; on narrower paper the figures stand below it. */
const NARROWEST_NAME = 12;

/** Draws the report for a terminal, in the order of its Markdown. */
export function renderQualityText(report: QualityReport, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const { all, pointedOut, canJudge } = report.quality;
  const isWell = all.fates !== null && canJudge && pointedOut.length === 0;
  const blocks: readonly (readonly Line[])[] = [
    [
      ...paragraph(titleOf(report), page, 'strong'),
      ...paragraph(headlineOf(report), page, isWell ? 'good' : 'warning'),
    ],
    pointedOut
      .map(wordsOfNoise)
      .flatMap(({ text, advice }) => [...hang(inTone('✗ ', 'bad'), text, page), ...hang('  → ', advice, page)]),
    ...tablesOf(report).map((table) => renderTable(table, columns)),
    notesOf(report).flatMap((note) => hang('· ', note, page)),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return `${lines.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

function renderTable({ heading, rows }: Table, columns: number): readonly Line[] {
  const figures = (row: Table['rows'][number]) => COLUMNS.map(({ head, figure }) => figure(row).padStart(head.length));
  const room = columns - COLUMNS.reduce((sum, { head }) => sum + 2 + head.length, 0);
  if (room < NARROWEST_NAME) return [[inTone(heading, 'strong')], ...rows.flatMap((row) => renderBelow(row, columns))];
  const width = Math.min(room, Math.max(widthOf(heading), ...rows.map(({ name }) => widthOf(oneLine(name)))));
  const heads = COLUMNS.map(({ head }) => `  ${head}`).join('');
  return [
    [inTone(pad(heading, width), 'strong'), inTone(heads)],
    ...plainLines(rows.map((row) => `${pad(oneLine(row.name), width)}  ${figures(row).join('  ')}`)),
  ];
}

function renderBelow(row: Table['rows'][number], columns: number): readonly Line[] {
  const figures = COLUMNS.map(({ head, figure }) => `${head} ${figure(row)}`).join(', ');
  return plainLines([
    ...wrap(oneLine(row.name), columns),
    ...wrap(figures, Math.max(1, columns - 2)).map((line) => `  ${line}`),
  ]);
}
