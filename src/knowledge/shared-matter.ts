import type { Passage } from './passage.ts';
import { readQuestion, readTerms } from './words.ts';

/**
 * How much of what a question asks for a passage speaks of, 0 to 1: of each word the weight of its best form, or of what
 * it means, that stands in the passage or its headings. A ranking tells which passage is best; this, whether it is good.
 */
export function shareOfMatter(question: string, { headings, text }: Pick<Passage, 'headings' | 'text'>): number {
  const said = new Set(readTerms([...headings, text].join('\n')));
  let whole = 0;
  let spoken = 0;
  for (const wanted of readQuestion(question)) {
    whole += Math.max(0, ...wanted.values());
    spoken += Math.max(0, ...[...wanted].map(([term, weight]) => (said.has(term) ? weight : 0)));
  }
  return whole === 0 ? 0 : spoken / whole;
}
