import type { Blockquote, List, ListItem, Nodes, PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import { type Html, html } from '../../../app/setup/html.ts';
import { parseMarkdown, wordsOf } from './parsed-markdown.ts';

/** Where a link of a text leads on the page; null where it leads nowhere. */
export type AddressOf = (url: string) => string | null;

/**
 * Draws GitHub-flavoured Markdown as GitHub draws a comment: a line end is a line end, and of raw HTML nothing is left
 * but `details`, `summary` and `sub` without their attributes. Pictures become their words, as the page loads nothing.
 */
export function renderMarkdown(text: string, addressOf: AddressOf): Html {
  return all(parseMarkdown(text).children, addressOf);
}

function all(nodes: readonly Nodes[], addressOf: AddressOf): Html {
  return html`${nodes.map((node) => draw(node, addressOf))}`;
}

function draw(node: Nodes, addressOf: AddressOf): Html {
  if (node.type === 'html') return allowedHtml(node.value);
  return isPhrasing(node) ? drawPhrase(node, addressOf) : drawBlock(node, addressOf);
}

type Phrase = Exclude<PhrasingContent, { type: 'html' }>;

const PHRASES: readonly string[] = [
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
] satisfies readonly Phrase['type'][];

function isPhrasing(node: Nodes): node is Phrase {
  return PHRASES.includes(node.type);
}

function drawPhrase(node: Phrase, addressOf: AddressOf): Html {
  switch (node.type) {
    case 'text':
      return withBreaks(node.value);
    case 'emphasis':
      return html`<em>${all(node.children, addressOf)}</em>`;
    case 'strong':
      return html`<strong>${all(node.children, addressOf)}</strong>`;
    case 'delete':
      return html`<del>${all(node.children, addressOf)}</del>`;
    case 'inlineCode':
      return html`<code>${withChances(node.value)}</code>`;
    case 'break':
      return html`<br>`;
    case 'link': {
      const address = addressOf(node.url);
      const words = all(node.children, addressOf);
      return address === null ? words : html`<a href="${address}">${words}</a>`;
    }
    case 'linkReference':
      return all(node.children, addressOf);
    case 'image':
    case 'imageReference':
      return html`${node.alt ?? ''}`;
    case 'footnoteReference':
      return html`<sup>${node.identifier}</sup>`;
    default:
      return node satisfies never;
  }
}

function drawBlock(node: Exclude<Nodes, PhrasingContent>, addressOf: AddressOf): Html {
  switch (node.type) {
    case 'paragraph':
      return html`<p>${all(node.children, addressOf)}</p>\n`;
    case 'heading':
      return drawHeading(node.depth, all(node.children, addressOf));
    case 'code':
      return html`<pre><code>${node.value}</code></pre>\n`;
    case 'blockquote':
      return drawQuotation(node, addressOf);
    case 'list':
      return drawList(node, addressOf);
    case 'listItem':
      return drawItem(node, addressOf);
    case 'table':
      return drawTable(node, addressOf);
    case 'thematicBreak':
      return html`<hr>\n`;
    case 'root':
    case 'tableRow':
    case 'tableCell':
    case 'footnoteDefinition':
      return all(node.children, addressOf);
    case 'definition':
    case 'yaml':
      return html``;
    default:
      return node satisfies never;
  }
}

/** Two levels lower than written, as the page has headings of its own. */
function drawHeading(depth: 1 | 2 | 3 | 4 | 5 | 6, words: Html): Html {
  if (depth <= 2) return html`<h3>${words}</h3>\n`;
  return depth === 3 ? html`<h4>${words}</h4>\n` : html`<h5>${words}</h5>\n`;
}

function drawQuotation({ children }: Blockquote, addressOf: AddressOf): Html {
  return html`<blockquote>${all(children, addressOf)}</blockquote>\n`;
}

function drawList({ ordered, children }: List, addressOf: AddressOf): Html {
  const items = all(children, addressOf);
  return ordered === true ? html`<ol>${items}</ol>\n` : html`<ul>${items}</ul>\n`;
}

function drawItem({ spread, children }: ListItem, addressOf: AddressOf): Html {
  const bare = (node: RootContent) => node.type === 'paragraph' && spread !== true;
  const drawn = children.map((node) =>
    bare(node) && 'children' in node ? all(node.children, addressOf) : draw(node, addressOf),
  );
  return html`<li>${drawn}</li>\n`;
}

/** A cell knows the head of its column, which stands before it where the page is too narrow for columns. */
function drawTable({ children }: Table, addressOf: AddressOf): Html {
  const [head, ...rows] = children;
  const heads = head?.children.map(({ children: words }) => words.map(wordsOf).join('')) ?? [];
  const drawRow = (row: TableRow): Html => {
    const cells = row.children.map(({ children: words }, column) => {
      return html`<td data-head="${heads[column] ?? ''}">${all(words, addressOf)}</td>`;
    });
    return html`<tr>${cells}</tr>\n`;
  };
  const header = heads.map((words) => html`<th>${words}</th>`);
  return html`<div class="table"><table><thead><tr>${header}</tr></thead>
<tbody>${rows.map(drawRow)}</tbody></table></div>\n`;
}

function withBreaks(text: string): Html {
  return html`${text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br>\n${line}`))}`;
}

/** A path may go on in the next line after a slash. */
function withChances(code: string): Html {
  return html`${code.split(/(?<=\/)/).map((piece, index) => (index === 0 ? html`${piece}` : html`<wbr>${piece}`))}`;
}

const ALLOWED: Readonly<Record<string, Html>> = {
  '<details>': html`<details>`,
  '</details>': html`</details>`,
  '<summary>': html`<summary>`,
  '</summary>': html`</summary>`,
  '<sub>': html`<sub>`,
  '</sub>': html`</sub>`,
};

function allowedHtml(raw: string): Html {
  const pieces = raw.replaceAll(/<!--[\s\S]*?-->/g, '').split(/(<\/?[a-zA-Z][^>]*>)/);
  return html`${pieces.map((piece) => ALLOWED[canonical(piece)] ?? (isTag(piece) ? html`` : html`${piece}`))}`;
}

function canonical(piece: string): string {
  return piece.replace(/^(<\/?)([a-zA-Z]+)[^>]*>$/, (_, open: string, name: string) => `${open}${name.toLowerCase()}>`);
}

function isTag(piece: string): boolean {
  return /^<\/?[a-zA-Z]/.test(piece);
}
