import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ActionFile, readActionFile } from '../actions/action-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The page of an action with the tables of its inputs and outputs drawn anew; the words around them are kept. */
export function renderActionPage(folder: string): string {
  const page = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
  return placeTables(page, readActionFile(join(ROOT, folder)));
}

/** The same for a page given as text; throws when it has no place for a table. */
export function placeTables(page: string, action: ActionFile): string {
  const withInputs = place(page, 'inputs', inputRows(action.inputs));
  return place(withInputs, 'outputs', outputRows(action.outputs));
}

/** Between two comments stands what is written by the program. */
function place(page: string, name: string, table: readonly string[]): string {
  const begin = `<!-- ${name}: written by \`npm run generate\` from action.yml -->`;
  const end = `<!-- end of ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no place for its ${name}: "${begin}" and "${end}"`);
  return `${page.slice(0, from)}${begin}\n\n${table.join('\n')}\n\n${page.slice(to)}`;
}

function inputRows(inputs: ActionFile['inputs']): readonly string[] {
  const rows = Object.entries(inputs).map(([name, { description, required, default: text = '' }]) =>
    rowOf([`\`${name}\``, required === true ? 'required' : text === '' ? 'empty' : `\`${text}\``, description]),
  );
  return ['| input | default | what it is |', '| --- | --- | --- |', ...rows];
}

function outputRows(outputs: ActionFile['outputs']): readonly string[] {
  const rows = Object.entries(outputs).map(([name, { description }]) => rowOf([`\`${name}\``, description]));
  return ['| output | what it is |', '| --- | --- |', ...rows];
}

/** Descriptions are Markdown already; only what would break a table is changed. */
function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim().replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
