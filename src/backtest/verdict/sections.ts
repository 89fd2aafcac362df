import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';

/** A part of a text about one strategy, as harmless Markdown. */
export interface Section {
  /** Path of the strategy. */
  readonly name: string;
  readonly body: string;
  readonly folds: boolean;
}

const encoder = new TextEncoder();
const LONGEST_NAME = 160;

/** Bytes of a text in UTF-8, since hosts do not agree on what a character is. */
function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/**
 * A lead and as many sections as there is room for; of the others the names are told, as far as there is room for these.
 * Every section stands whole or not at all, so that no table or fence is cut.
 */
export function fitSections(lead: readonly string[], sections: readonly Section[], most: number): string {
  const isAlone = sections.length === 1;
  const parts = lead.filter((part) => part !== '');
  const leftOut: string[] = [];
  let room = most - parts.reduce((sum, part) => sum + bytesOf(part) + 2, 0) - ROOM_FOR_NAMES;
  for (const section of sections) {
    const drawn = draw(section, isAlone);
    const size = bytesOf(drawn) + 2;
    if (size > room) leftOut.push(section.name);
    else {
      parts.push(drawn);
      room -= size;
    }
  }
  if (leftOut.length > 0) parts.push(nameLeftOut(leftOut));
  return parts.join('\n\n');
}

const ROOM_FOR_NAMES = 4_000;
const MOST_NAMES = 20;

function draw({ name, body, folds }: Section, isAlone: boolean): string {
  if (isAlone) return body;
  const title = inlineCode(name.slice(-LONGEST_NAME));
  return folds ? fold(title, body) : `#### ${title}\n\n${body}`;
}

function nameLeftOut(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => inlineCode(name.slice(-LONGEST_NAME)));
  const rest = names.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return `Too long to be shown here: ${shown.join(', ')}${more}. The artifact of the run holds all of it.`;
}
