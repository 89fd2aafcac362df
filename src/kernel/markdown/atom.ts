/**
 * The smallest piece that is published as one: a word (raw text, escaped when it is rendered), a code span (raw
 * text), a gap between words, or a line break, whose text is Markdown already.
 */
export interface Atom {
  readonly kind: 'word' | 'code' | 'gap' | 'break';
  readonly text: string;
}

/** The space between two words. */
export const gap: Atom = { kind: 'gap', text: ' ' };

/** A line end that readers may run on over. */
export const softBreak: Atom = { kind: 'break', text: '\n' };

/** A line end that readers keep. */
export const hardBreak: Atom = { kind: 'break', text: '\\\n' };

/** The empty line between two paragraphs. */
export const paragraphBreak: Atom = { kind: 'break', text: '\n\n' };
