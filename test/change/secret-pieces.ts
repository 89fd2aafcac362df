const alphabets = {
  base62: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  hex: '0123456789abcdef',
  digits: '123456789',
} as const;

/** Characters as if drawn by chance, the same for the same seed: no credential stands in the source of a test. */
export function drawn(length: number, seed: number, alphabet: keyof typeof alphabets = 'base62'): string {
  const letters = alphabets[alphabet];
  let state = seed * 7919 + length;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return letters.charAt(Math.floor(state / 65_536) % letters.length);
  }).join('');
}

/** A private key of a few lines, as a tool would write it. */
export function privateKey(kind: string, lines = 4): string {
  const mark = (word: string) => `-----${word} ${kind}PRIVATE KEY-----`;
  const body = Array.from({ length: lines }, (_, line) => drawn(64, line + 1));
  return [mark('BEGIN'), ...body, mark('END')].join('\n');
}
