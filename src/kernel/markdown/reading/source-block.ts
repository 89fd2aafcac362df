import type { Nodes, PhrasingContent, Root } from 'mdast';
import { counts, type HtmlState, noHtml, scanHtml } from './html-scan.ts';
import { parseMarkdown } from './tree.ts';

/** One stretch of a line: words, a code span, a link or an image with its words and where it leads. */
export type SourcePiece =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'link' | 'image'; readonly text: string; readonly target: string };

/** One line of a paragraph, heading or cell; what spans several lines stands on its first one. */
export interface SourceLine {
  /** From 1. */
  readonly line: number;
  readonly pieces: readonly SourcePiece[];
}

/** A part of a Markdown text, with the lines it is written on; comments are left out. */
export type SourceBlock =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly lines: readonly SourceLine[];
      readonly line: number;
      /** Its last line, which is its underline where it has one. */
      readonly end: number;
    }
  | {
      readonly kind: 'text';
      readonly lines: readonly SourceLine[];
      /** Whether it begins an item of a list. */
      readonly startsItem: boolean;
      /** How many lists and quotes stand around it. */
      readonly depth: number;
      readonly isCell: boolean;
    }
  | {
      readonly kind: 'code';
      readonly language: string | null;
      readonly text: string;
      /** Line of its first row, which is the opening fence where it has one. */
      readonly line: number;
    };

/** Reads Markdown line by line, for readers who must say on which line something stands. Headings in lists and quotes are text. */
export function readSourceBlocks(markdown: string): readonly SourceBlock[] {
  const root = parseMarkdown(markdown);
  const reading: Reading = { targets: targetsOf(root), html: noHtml(), blocks: [] };
  visitAll(root.children, { depth: 0, startsItem: false }, reading);
  return reading.blocks;
}

interface Reading {
  /** Where references lead, by identifier. */
  readonly targets: ReadonlyMap<string, string>;
  readonly html: HtmlState;
  readonly blocks: SourceBlock[];
}

interface Place {
  readonly depth: number;
  readonly startsItem: boolean;
}

function targetsOf(root: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (node: Nodes): void => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node.url);
    if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return found;
}

function visitAll(nodes: readonly Nodes[], place: Place, reading: Reading): void {
  for (const [index, node] of nodes.entries()) {
    visit(node, { depth: place.depth, startsItem: place.startsItem && index === 0 }, reading);
  }
}

function visit(node: Nodes, place: Place, reading: Reading): void {
  const isSeen = counts(reading.html);
  if (node.type === 'html') addText(linesOf([node], reading), { ...place, isCell: false }, reading);
  else if (node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell') {
    const lines = linesOf(node.children, reading);
    if (node.type === 'heading' && place.depth === 0) addHeading(node, lines, { isSeen, reading });
    else addText(lines, { ...place, isCell: node.type === 'tableCell' }, reading);
  } else if (node.type === 'code') {
    if (isSeen)
      reading.blocks.push({ kind: 'code', language: node.lang ?? null, text: node.value, line: startOf(node) });
  } else if ('children' in node) visitAll(node.children, placeIn(node, place), reading);
}

function placeIn(node: Nodes, { depth, startsItem }: Place): Place {
  if (node.type === 'listItem') return { depth, startsItem: true };
  const isContainer = node.type === 'list' || node.type === 'blockquote' || node.type === 'footnoteDefinition';
  return { depth: isContainer ? depth + 1 : depth, startsItem: node.type !== 'list' && startsItem };
}

function addHeading(
  node: Extract<Nodes, { type: 'heading' }>,
  lines: readonly SourceLine[],
  { isSeen, reading }: { readonly isSeen: boolean; readonly reading: Reading },
): void {
  if (!isSeen) return;
  const line = startOf(node);
  reading.blocks.push({ kind: 'heading', level: node.depth, lines, line, end: node.position?.end.line ?? line });
}

function addText(lines: readonly SourceLine[], place: Place & { readonly isCell: boolean }, reading: Reading): void {
  if (lines.length > 0) reading.blocks.push({ kind: 'text', lines, ...place });
}

interface OpenLine {
  readonly line: number;
  readonly pieces: SourcePiece[];
}

function linesOf(nodes: readonly Nodes[], reading: Reading): readonly SourceLine[] {
  const lines: OpenLine[] = [];
  for (const node of nodes) {
    if (node.type === 'html') addHtml(node.value, startOf(node), { lines, reading });
    else if (counts(reading.html)) addInline(node, { lines, reading });
  }
  return lines;
}

interface Lines {
  readonly lines: OpenLine[];
  readonly reading: Reading;
}

function addInline(node: Nodes, { lines, reading }: Lines): void {
  const line = startOf(node);
  if (node.type === 'text') addRows(node.value, line, lines);
  else if (node.type === 'inlineCode') add({ kind: 'code', text: node.value }, line, lines);
  else if (node.type === 'image') add({ kind: 'image', text: node.alt ?? '', target: node.url }, line, lines);
  else if (node.type === 'link') add({ kind: 'link', text: shown(node.children), target: node.url }, line, lines);
  else if (node.type === 'linkReference' || node.type === 'imageReference') {
    const target = reading.targets.get(node.identifier) ?? '';
    if (node.type === 'linkReference') add({ kind: 'link', text: shown(node.children), target }, line, lines);
    else add({ kind: 'image', text: node.alt ?? '', target }, line, lines);
  }
  // An image within a link leads somewhere of its own.
  if ('children' in node) {
    for (const child of node.children)
      if (child.type === 'image' || child.type === 'imageReference') addInline(child, { lines, reading });
  }
}

function shown(nodes: readonly PhrasingContent[]): string {
  return nodes.map((node) => (node.type === 'text' || node.type === 'inlineCode' ? node.value : '')).join('');
}

function addHtml(html: string, start: number, { lines, reading }: Lines): void {
  let line = start;
  let counted = 0;
  for (const part of scanHtml(html, reading.html, NOTHING)) {
    if (part.kind === 'break') continue;
    line += html.slice(counted, part.at).split('\n').length - 1;
    counted = part.at;
    if (part.kind === 'link') add({ kind: 'link', text: '', target: part.target }, line, lines);
    else addRows(part.text, line, lines);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function addRows(text: string, start: number, lines: OpenLine[]): void {
  for (const [index, row] of text.split('\n').entries()) {
    if (row !== '') add({ kind: 'text', text: row }, start + index, lines);
  }
}

function add(piece: SourcePiece, line: number, lines: OpenLine[]): void {
  const last = lines.at(-1);
  if (last?.line === line) last.pieces.push(piece);
  else lines.push({ line, pieces: [piece] });
}

function startOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
