import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/kernel/markdown/reading/tree.ts';
import { findHeadings } from '../../src/knowledge/heading-lines.ts';
import { readSource } from '../../src/knowledge/source.ts';

const ROOT = join(import.meta.dirname, '../..');
const pages = globSync(['README.md', 'docs/**/*.md', 'skills/**/*.md', 'test/fixtures/domain/{s,v}*.md'], {
  cwd: ROOT,
}).filter((page) => !page.includes('studio'));

describe('headings of real documents', () => {
  it.each(pages)('are those that a Markdown parser finds in %s', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');

    const headings = findHeadings(readSource(text));

    expect(headings.map(({ level, from }) => [level, from + 1])).toEqual(parsedHeadings(text));
  });
});

/** Depth and line of each heading that stands in no quote and no list. */
function parsedHeadings(text: string): readonly (readonly [number, number])[] {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, (matter) => matter.replace(/[^\n]+/g, ''));
  const root: Root = parseMarkdown(body);
  return root.children.flatMap((node: Nodes) =>
    node.type === 'heading' ? [[node.depth, node.position?.start.line ?? 0] as const] : [],
  );
}
