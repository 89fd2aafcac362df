import type { SourceBlock } from '../../kernel/markdown/reading/source-block.ts';
import type { RecordSection } from '../record.ts';
import { sectionKind } from '../wording.ts';
import { plainOf, shownOf } from './head.ts';

/** A section with the blocks that stand below its heading. */
export interface ReadSection {
  readonly section: RecordSection;
  readonly blocks: readonly SourceBlock[];
}

/** The sections of a record; `lines` is its Markdown, for the texts as they stand. */
export function readSections(blocks: readonly SourceBlock[], lines: readonly string[]): readonly ReadSection[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'heading' || block.level === 1) return [];
    const below = blocksBelow(blocks, index, block.level);
    const next = blocks[index + 1 + below.length];
    const end = next?.kind === 'heading' ? next.line - 1 : lines.length;
    const heading = block.lines.map(shownOf).join(' ').trim();
    const section = {
      kind: sectionKind(block.lines.map(plainOf).join(' ')),
      heading,
      line: block.line,
      level: block.level,
      text: lines.slice(block.end, end).join('\n').trim(),
      isEmpty: !below.some(holdsSomething),
    };
    return [{ section, blocks: below }];
  });
}

function blocksBelow(blocks: readonly SourceBlock[], index: number, level: number): readonly SourceBlock[] {
  for (let end = index + 1; end < blocks.length; end += 1) {
    const block = blocks[end];
    if (block?.kind === 'heading' && block.level <= level) return blocks.slice(index + 1, end);
  }
  return blocks.slice(index + 1);
}

/** Code does, words, links and images do; a heading, a comment or a code span alone does not. */
function holdsSomething(block: SourceBlock): boolean {
  if (block.kind === 'heading') return false;
  if (block.kind === 'code') return true;
  return block.lines.some((line) => plainOf(line) !== '' || line.pieces.some(isSeen));
}

function isSeen({ kind }: { readonly kind: string }): boolean {
  return kind === 'image' || kind === 'link';
}
