/**
 * Free text as one cell of a CSV file. Quoted by RFC 4180 where it holds a comma, a quote or a line end. A spreadsheet
 * would compute a text that begins with `= + - @` (also full-width, behind spaces, or a tab or return): such a text, and
 * one that begins with `'` itself, gets a `'` in front. Whoever reads takes one leading `'` away (`readCsvText`).
 */
export function csvText(text: string): string {
  const safe = /^(?:'|\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text;
  const wellFormed = safe.toWellFormed();
  return /[",\r\n]/.test(wellFormed) ? `"${wellFormed.replaceAll('"', '""')}"` : wellFormed;
}

/** The text that a cell was written from. */
export function readCsvText(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** The cells of one row, with quotes taken away; a quoted cell may hold line ends. */
export function parseCsvLine(line: string): readonly string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  for (let match = cell.exec(line); match !== null; match = cell.exec(line)) {
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '') break;
  }
  return cells;
}
