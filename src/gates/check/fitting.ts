import { LENGTHS, type Length } from './length.ts';

/** The host refuses 65,536; counted in bytes, since hosts do not agree on what a character is. */
const LONGEST_TEXT = 65_535;

/** Most characters of the title of a check. */
export const LONGEST_TITLE = 255;

const encoder = new TextEncoder();

/** The longest drawing that fits; the shortest one is bounded in all its parts and always does. */
export function within(draw: (length: Length) => string): string {
  let drawn = '';
  for (const length of LENGTHS) {
    drawn = draw(length);
    if (encoder.encode(drawn).length <= LONGEST_TEXT) return drawn;
  }
  return drawn;
}

/** The parts that say something, a blank line between them. */
export function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
