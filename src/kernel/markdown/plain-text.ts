import { type Atom, gap } from './atom.ts';
import { readInline } from './inline.ts';
import { type Passage, readPassages } from './passage.ts';
import { renderWithin } from './rendering.ts';

/**
 * Raw text of a model or an author as one line of harmless Markdown: no mention, link, image, HTML, reference, command
 * or structure of its own wherever it is put, cut with a visible note at `limit` characters. Neighbours keep a space.
 */
export function plainText(text: string, limit: number): string {
  const { passages, isCut } = readPassages(text, limit);
  return renderWithin(flatten(passages), { limit, isCut });
}

const sentenceEnd = /[.,:;!?…]$/;

function flatten(passages: readonly Passage[]): readonly Atom[] {
  return passages.flatMap((passage, index) => [...separator(passages[index - 1], passage), ...readLine(passage)]);
}

function separator(before: Passage | undefined, { kind }: Passage): readonly Atom[] {
  if (before === undefined) return [];
  if (before.kind !== 'item' || kind === 'code' || sentenceEnd.test(before.text)) return [gap];
  return [{ kind: 'word', text: kind === 'item' ? ';' : '.' }, gap];
}

function readLine({ kind, text }: Passage): readonly Atom[] {
  const line = text.replace(/[\n ]+/g, ' ');
  return kind === 'code' ? [{ kind: 'code', text: line.trim() }] : readInline(line);
}
