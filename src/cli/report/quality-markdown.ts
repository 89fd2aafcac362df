import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
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

const LONGEST_WORDS = 400;

/** Draws the report as Markdown; nothing in it pings or links. */
export function renderQualityMarkdown(report: QualityReport): string {
  const noise = report.quality.pointedOut.map(wordsOfNoise);
  return [
    `### ${plainText(titleOf(report), LONGEST_WORDS)}`,
    `**${plainText(headlineOf(report), LONGEST_WORDS)}**`,
    ...(noise.length === 0
      ? []
      : [noise.map(({ text, advice }) => `- ${plainText(`${text}: ${advice}`, LONGEST_WORDS)}`).join('\n')]),
    ...tablesOf(report).flatMap(renderTable),
    notesOf(report)
      .map((note) => `- ${plainText(note, LONGEST_WORDS)}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function renderTable({ heading, rows }: Table): readonly string[] {
  const drawn = rows.map(({ label, row }) => [
    row.name === null ? plainText(label, LONGEST_WORDS) : inlineCode(label),
    ...COLUMNS.map(({ figure }) => figure(row)),
  ]);
  return [`**${heading}**`, table(['', ...COLUMNS.map(({ head }) => head)], drawn)];
}
