import type { Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A row of a table as the plain text of its cells. */
export type Row = readonly string[];

/** The rows of the one table of a document whose heading begins with these words; throws when there is another number. */
export function rowsBelow(document: string, heading: Row): readonly Row[] {
  const tree = fromMarkdown(document, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const tables = tree.children.filter((node) => node.type === 'table').map(rowsOf);
  const found = tables.filter(([first]) => heading.every((word, column) => first?.[column] === word));
  const [table] = found;
  if (table === undefined || found.length > 1)
    throw new Error(`${found.length} tables begin with ${heading.join(', ')}`);
  return table.slice(1);
}

function rowsOf({ children }: Table): readonly Row[] {
  return children.map((row) => row.children.map(textOf));
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
