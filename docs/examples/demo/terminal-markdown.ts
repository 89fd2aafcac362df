import { styleText } from 'node:util';
import type { RootContent, Table } from 'mdast';
import { clip, wrap } from '../../../src/cli/verdict-text/width.ts';
import { parseMarkdown, wordsOf } from './parsed-markdown.ts';

/** A comment as lines for a terminal: its open part whole, of what is folded the headings alone. */
export function renderForTerminal(text: string, width: number): readonly string[] {
  const { open, folds } = unfold(parseMarkdown(text).children);
  const blocks = open.map((node) => drawBlock(node, width)).filter((lines) => lines.length > 0);
  const closing = folds.length === 0 ? [] : [wrap(folds.map((fold) => `▸ ${fold}`).join('   '), width)];
  return [...blocks, ...closing].flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

interface Unfolded {
  readonly open: readonly RootContent[];
  readonly folds: readonly string[];
}

function unfold(nodes: readonly RootContent[]): Unfolded {
  const open: RootContent[] = [];
  const folds: string[] = [];
  let depth = 0;
  for (const node of nodes) {
    if (node.type !== 'html') {
      if (depth === 0) open.push(node);
      continue;
    }
    const summary = /<summary>(.*?)<\/summary>/.exec(node.value)?.[1];
    if (summary !== undefined && depth === 0) folds.push(summary);
    depth += node.value.split('<details>').length - node.value.split('</details>').length;
  }
  return { open, folds };
}

function drawBlock(node: RootContent, width: number): readonly string[] {
  if (node.type === 'heading') return wrap(wordsOf(node), width).map((line) => styleText('bold', line));
  if (node.type === 'table') return drawTable(node, width);
  if (node.type === 'code')
    return node.value.split('\n').map((line) => styleText('cyan', clip(`  ${line.trim()}`, width)));
  if (node.type === 'list')
    return node.children.flatMap((item) =>
      wrap(wordsOf(item), width - 2).map((line, index) => `${index === 0 ? '•' : ' '} ${line}`),
    );
  if (isSmallPrint(node)) return [];
  return wordsOf(node)
    .split('\n')
    .flatMap((line) => wrap(line, width));
}

/** Advice for a reader on GitHub, in small letters. */
function isSmallPrint(node: RootContent): boolean {
  const first = 'children' in node ? node.children[0] : undefined;
  return first?.type === 'html' && first.value === '<sub>';
}

/** A row is a line: what does not fit is cut, as the page shows it whole. */
function drawTable({ children }: Table, width: number): readonly string[] {
  const rows = children.slice(1).map((row) => row.children.map(wordsOf));
  const widest = (column: number) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
  return rows.map(([name = '', where = '', ...rest]) =>
    clip(`${name.padEnd(widest(0))}  ${where.padEnd(widest(1))}  ${rest.join('  ')}`, width),
  );
}
