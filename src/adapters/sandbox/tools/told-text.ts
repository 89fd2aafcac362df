import { removeInvisible } from '../../../kernel/invisible.ts';

/** A text from behind a wall as a person may see it: one line, bounded, and nothing in it that steers a terminal. */
export function toldText(text: string, most = 500): string {
  const shown = removeInvisible(text.slice(0, most * 4))
    .text.replaceAll(/\s+/g, ' ')
    .trim();
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}
