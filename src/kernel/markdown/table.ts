/** A table. Heads and cells are safe Markdown; a short row is filled with empty cells, a long one loses its rest. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => renderRow(head.map((_, index) => row[index] ?? '')));
  return [renderRow(head), `|${'---|'.repeat(head.length)}`, ...body].join('\n');
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
}
