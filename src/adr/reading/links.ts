import type { SourceBlock, SourceLine } from '../../kernel/markdown/reading/source-block.ts';
import { withoutMarks } from '../../kernel/markdown/reading/text-block.ts';
import type { RecordLink } from '../record.ts';

/** The links and images of a record in the order in which they stand. */
export function readLinks(
  blocks: readonly (SourceBlock | { readonly kind: 'text'; readonly lines: readonly SourceLine[] })[],
): readonly RecordLink[] {
  return blocks
    .flatMap((block) => (block.kind === 'code' ? [] : block.lines))
    .flatMap(({ line, pieces }) =>
      pieces.flatMap((piece) =>
        (piece.kind === 'link' || piece.kind === 'image') && piece.target !== ''
          ? [{ text: withoutMarks(piece.text), target: piece.target, line }]
          : [],
      ),
    );
}
