import { removeInvisible } from '../../../kernel/invisible.ts';

/** How a summary is drawn on a terminal. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
}

type Tone = 'strong' | 'good' | 'warning' | 'bad';

const CODES: Readonly<Record<Tone, number>> = { strong: 1, good: 32, warning: 33, bad: 31 };

/** A text in a tone, where colours are wanted; a colour repeats what the words say. */
export function inTone(text: string, tone: Tone, { colour }: TerminalOptions): string {
  return colour ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text;
}

/** Text of others as one line that can do nothing to a terminal. */
export function oneLine(text: string): string {
  return removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim();
}

/** Breaks a line between words, and a word that is too long inside; later lines begin with the indent. */
export function wrapLine(text: string, width: number, indent: string): readonly string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const room = Math.max(1, width - Math.max(lead.length, indent.length));
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each, index) => (index === 0 ? lead : indent) + each);
}
