import { type Atom, gap, hardBreak, paragraphBreak } from './atom.ts';
import { readInline } from './inline.ts';
import { type Passage, readPassages } from './passage.ts';
import { renderWithin } from './rendering.ts';

/**
 * Raw text of several lines as harmless Markdown for a place of its own: paragraphs stay paragraphs, list items and
 * lines of code become lines that only look like them, all else is text; cut with a visible note at `limit` characters.
 */
export function plainBlock(text: string, limit: number): string {
  const { passages, isCut } = readPassages(text, limit);
  const atoms = passages.flatMap((passage, index) => [
    ...separator(passages[index - 1], passage),
    ...readBlock(passage),
  ]);
  return renderWithin(atoms, { limit, isCut });
}

function separator(before: Passage | undefined, { isApart, kind }: Passage): readonly Atom[] {
  if (before === undefined) return [];
  const isList = before.kind === 'item' && kind === 'item';
  return isApart && !isList ? [paragraphBreak] : [hardBreak];
}

function readBlock({ kind, text }: Passage): readonly Atom[] {
  if (kind === 'paragraph') return readInline(text);
  if (kind === 'code') return readCode(text);
  const line = readInline(text.replaceAll('\n', ' '));
  return /^\d{1,9}[.)] /.test(text) ? line : [{ kind: 'word', text: '•' }, gap, ...line];
}

function readCode(text: string): readonly Atom[] {
  return text.split('\n').flatMap((line, index): readonly Atom[] => {
    const code: Atom = { kind: 'code', text: line };
    return index === 0 ? [code] : [hardBreak, code];
  });
}
