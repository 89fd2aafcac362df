import fc from 'fast-check';

const character = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
  .map((code) => String.fromCodePoint(code));

/**
 * Texts of any characters at all, and of words that are dangerous for programs. The library's own unit for it makes a
 * table of all million characters first.
 */
export function anyText({ minLength = 0, maxLength }: { minLength?: number; maxLength: number }): fc.Arbitrary<string> {
  const anyCharacters = fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));
  return fc.oneof({ weight: 3, arbitrary: anyCharacters }, fc.string({ minLength, maxLength }));
}
