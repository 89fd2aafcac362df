import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A published text as GitHub's reader sees it, taken apart for the checks. */
export interface Publication {
  readonly markdown: string;
  /** Kinds of structure in order: headings with level, lists, tables, rows, cells, fences, folds, links, HTML tags. */
  readonly skeleton: readonly string[];
  /** Text that is not in code; every code span and line break is one `·` there. */
  readonly outsideCode: string;
  /** All text, code too, without the marks of code. */
  readonly everything: string;
  readonly nodes: readonly Nodes[];
}

export function readPublication(markdown: string): Publication {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const nodes = listNodes(tree);
  return {
    markdown,
    skeleton: nodes.flatMap(bonesOf),
    outsideCode: textOf(tree, () => '·'),
    everything: textOf(tree, (code) => code),
    nodes,
  };
}

function listNodes(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => listNodes(child))] : [node];
}

const boneless = new Set(['root', 'text', 'inlineCode', 'paragraph', 'break']);

function bonesOf(node: Nodes): readonly string[] {
  if (boneless.has(node.type)) return [];
  if (node.type === 'html') return tagsOf(node.value).filter((tag) => !/^<\/?code>$/.test(tag));
  return [node.type === 'heading' ? `heading ${node.depth}` : node.type];
}

function tagsOf(html: string): readonly string[] {
  return html.match(/<[^>]*>?/g) ?? [];
}

const blocks = new Set(['paragraph', 'heading', 'tableCell', 'listItem', 'code', 'html']);

function textOf(node: Nodes, showCode: (code: string) => string): string {
  if (node.type === 'inlineCode' || node.type === 'code') return showCode(node.value);
  if (node.type === 'html') return summaryText(node.value, showCode);
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  return 'children' in node ? childrenText(node, showCode) : '';
}

function childrenText(node: Parents, showCode: (code: string) => string): string {
  const texts = node.children.map((child) => textOf(child, showCode) + (blocks.has(child.type) ? '\n' : ''));
  return texts.join('');
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#64': '@' };

function summaryText(html: string, showCode: (code: string) => string): string {
  return html
    .replace(/<code>(.*?)<\/code>/g, (_, code: string) => showCode(code))
    .replace(/<[^>]*>/g, '')
    .replace(/&([a-z]+|#64);/g, (reference, name: string) => named[name] ?? reference);
}
