import type { Nodes, Root } from 'mdast';
import { counts, type HtmlState, noHtml, scanHtml } from './html-scan.ts';
import { parseMarkdown } from './tree.ts';

/** One paragraph, heading or cell of a text as a reader sees it. */
export interface TextBlock {
  /** Its words without marks; what was left out of it stands as U+FFFC, so that nothing is joined across it. */
  readonly text: string;
  /** Where its links lead, as written. */
  readonly targets: readonly string[];
  /** 1-based line of the Markdown. */
  readonly line: number;
  /** Depth of a heading that stands in no list or quote, otherwise null. */
  readonly heading: number | null;
  /** Whether it begins an item of a list. */
  readonly startsItem: boolean;
}

/** What is read beside plain text; comments never are. */
export interface TextScope {
  readonly code: 'none' | 'inline' | 'all';
  readonly quotes: boolean;
  /** Whether items with an empty box count. */
  readonly unticked: boolean;
}

/** Reads Markdown as the blocks that a reader sees. */
export function readTextBlocks(markdown: string, scope: TextScope): readonly TextBlock[] {
  const root = parseMarkdown(markdown);
  const reading: Reading = {
    scope,
    silent: silentElements(scope),
    definitions: definitionsOf(root),
    html: noHtml(),
    blocks: [],
    open: { text: '', targets: [] },
    place: { line: 1, heading: null },
    startsItem: false,
    muted: 0,
    nesting: 0,
    inParagraph: false,
  };
  visit(root, reading);
  flush(reading);
  return reading.blocks;
}

const LEFT_OUT = '\ufffc';

interface Reading {
  readonly scope: TextScope;
  readonly silent: ReadonlySet<string>;
  readonly definitions: ReadonlyMap<string, string>;
  readonly html: HtmlState;
  readonly blocks: TextBlock[];
  open: { text: string; readonly targets: string[] };
  place: { readonly line: number; readonly heading: number | null };
  startsItem: boolean;
  /** How many quotes and unticked items that do not count stand around. */
  muted: number;
  /** How many quotes and lists stand around. */
  nesting: number;
  inParagraph: boolean;
}

function silentElements({ code, quotes }: TextScope): ReadonlySet<string> {
  return new Set([
    ...(code === 'all' ? [] : ['pre']),
    ...(code === 'none' ? ['code'] : []),
    ...(quotes ? [] : ['blockquote']),
  ]);
}

function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (node: Nodes): void => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node.url);
    if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return found;
}

function visit(node: Nodes, reading: Reading): void {
  const { scope } = reading;
  const seen = seenText(node, scope);
  if (seen !== null) add(reading, seen);
  else if (node.type === 'html') visitHtml(node.value, node, reading);
  else if (node.type === 'code') visitCode(node.value, node, reading);
  else if (node.type === 'blockquote') visitMuted(node.children, reading, !scope.quotes);
  else if (node.type === 'listItem') {
    reading.startsItem = true;
    visitMuted(node.children, reading, node.checked === false && !scope.unticked);
  } else {
    addTarget(reading, targetOf(node, reading));
    visitOther(node, reading);
  }
}

const UNSEEN = ['image', 'imageReference', 'footnoteReference'];

/** What one node within a paragraph shows; null for a node that is made of others. */
function seenText(node: Nodes, { code }: TextScope): string | null {
  if (node.type === 'text') return withoutMarks(node.value);
  if (node.type === 'inlineCode') return code === 'none' ? LEFT_OUT : node.value;
  if (node.type === 'break') return '\n';
  return UNSEEN.includes(node.type) ? LEFT_OUT : null;
}

function targetOf(node: Nodes, { definitions }: Reading): string | undefined {
  if (node.type === 'link') return node.url;
  return node.type === 'linkReference' ? definitions.get(node.identifier) : undefined;
}

function visitOther(node: Nodes, reading: Reading): void {
  if (!('children' in node)) return;
  const isBlock = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell';
  if (isBlock) begin(reading, node);
  if (isBlock) reading.inParagraph = true;
  visitAll(node.children, reading);
  if (!isBlock) return;
  reading.inParagraph = false;
  flush(reading);
}

function visitAll(nodes: readonly Nodes[], reading: Reading): void {
  for (const node of nodes) visit(node, reading);
}

function visitMuted(nodes: readonly Nodes[], reading: Reading, isMuted: boolean): void {
  reading.nesting += 1;
  if (isMuted) reading.muted += 1;
  visitAll(nodes, reading);
  if (isMuted) reading.muted -= 1;
  reading.nesting -= 1;
}

/** Within a paragraph HTML is one tag at a time; elsewhere it is a block. */
function visitHtml(html: string, node: Nodes, reading: Reading): void {
  if (!reading.inParagraph) begin(reading, node);
  for (const part of scanHtml(html, reading.html, reading.silent)) {
    if (part.kind === 'break') begin(reading, node);
    else if (part.kind === 'link') addTarget(reading, part.target);
    else if (reading.muted === 0) reading.open.text += part.text;
  }
  if (!reading.inParagraph) flush(reading);
}

function visitCode(text: string, node: Nodes, reading: Reading): void {
  if (reading.scope.code !== 'all') return;
  begin(reading, node);
  add(reading, text);
  flush(reading);
}

function begin(reading: Reading, node: Nodes): void {
  flush(reading);
  const heading = node.type === 'heading' && reading.nesting === 0 ? node.depth : null;
  reading.place = { line: node.position?.start.line ?? 1, heading };
}

function flush(reading: Reading): void {
  const { open, place, startsItem, blocks } = reading;
  const text = open.text.trim();
  if (text === '' && open.targets.length === 0) return;
  blocks.push({ ...place, text, targets: open.targets, startsItem });
  reading.open = { text: '', targets: [] };
  reading.startsItem = false;
}

function add(reading: Reading, text: string): void {
  if (reading.muted === 0 && counts(reading.html)) reading.open.text += text;
}

function addTarget(reading: Reading, target: string | undefined): void {
  if (target !== undefined && reading.muted === 0 && counts(reading.html)) reading.open.targets.push(target);
}

/** A text without the marks of emphasis and of struck-out text, which `parseMarkdown` leaves in it. */
export function withoutMarks(text: string): string {
  return text.replace(/\*+|~~|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, '');
}
