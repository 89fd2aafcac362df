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
  const tables = tablesOf(report);
  const isWell = all.fates !== null && canJudge && pointedOut.length === 0;
  const blocks: readonly (readonly Line[])[] = [
    [
      ...paragraph(titleOf(report), page, 'strong'),
      ...paragraph(headlineOf(report), page, isWell ? 'good' : 'warning'),
    ],
    pointedOut
      .map(wordsOfNoise)
      .flatMap(({ text, advice }) => [...hang(inTone('✗ ', 'bad'), text, page), ...hang('  → ', advice, page)]),
    ...tables.map((table) => renderTable(table, gridOf(tables, columns), columns)),
    notesOf(report).flatMap((note) => hang('· ', note, page)),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return `${lines.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

interface Grid {
  /** Of the names. */
  readonly first: number;
  /** Of each column of figures. */
  readonly figures: readonly number[];
}

/** The same grid in every table; null where names have too little room beside the figures. */
function gridOf(tables: readonly Table[], columns: number): Grid | null {
  const rows = tables.flatMap((table) => table.rows);
  const figures = COLUMNS.map(({ head, figure }) =>
    Math.max(head.length, ...rows.map(({ row }) => figure(row).length)),
  );
  const room = columns - figures.reduce((sum, width) => sum + 2 + width, 0);
  const longest = Math.max(...rows.map(({ label }) => widthOf(oneLine(label))));
  return room < NARROWEST_NAME ? null : { first: Math.min(room, longest), figures };
}

function renderTable({ heading, rows }: Table, grid: Grid | null, columns: number): readonly Line[] {
  if (grid === null) return [[inTone(heading, 'strong')], ...rows.flatMap((row) => renderBelow(row, columns))];
  const { first, figures } = grid;
  const aligned = (cells: readonly string[]) =>
    cells.map((cell, index) => `  ${cell.padStart(figures[index] ?? 0)}`).join('');
  const head: Line = [inTone(pad(heading, first), 'strong'), inTone(aligned(COLUMNS.map((column) => column.head)))];
  const drawn = rows.map(({ label, row }) => {
    return `${pad(oneLine(label), first)}${aligned(COLUMNS.map(({ figure }) => figure(row)))}`;
  });
  return [head, ...plainLines(drawn)];
}

function renderBelow({ label, row }: Table['rows'][number], columns: number): readonly Line[] {
  const figures = COLUMNS.map(({ head, figure }) => `${head} ${figure(row)}`).join(', ');
  return plainLines([
    ...wrap(oneLine(label), columns),
    ...wrap(figures, Math.max(1, columns - 2)).map((line) => `  ${line}`),
  ]);
}
