import { hashTexts } from './hash.ts';

/** 64 bits: no author can write a text that holds the digest of itself, and a prompt pays few tokens for it. */
const BOUNDARY_LENGTH = 16;

/**
 * Quotes a text as data: one opening line with the label, the text as it is, one closing line. Both lines hold a
 * boundary that stands nowhere in the text or label, so that the text cannot close its own quotation; equal labels
 * and texts give equal quotations.
 */
export function quoteText(label: string, text: string): string {
  const name = label.replace(/\s+/g, ' ');
  const boundary = findBoundary([name, text], hashTexts);
  return `<<<data:${name} ${boundary}\n${text}\n${boundary} end>>>`;
}

/** The first digest of the texts and a counter that none of the texts contains. */
export function findBoundary(texts: readonly string[], digest: (parts: readonly string[]) => string): string {
  for (let counter = 0; ; counter += 1) {
    const boundary = digest([...texts, String(counter)]).slice(0, BOUNDARY_LENGTH);
    if (!texts.some((text) => text.includes(boundary))) return boundary;
  }
}
