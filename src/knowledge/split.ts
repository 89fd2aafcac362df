import { remembering } from './memory.ts';

/** A word in small letters without accents. */
export interface Word {
  readonly word: string;
  /** Whether it is a whole name, `adr26` or `killswitch`, whose parts stand before it on their own. */
  readonly isWhole: boolean;
}

const TOKEN = /[\p{L}\p{N}]+(?:[-_.'’/][\p{L}\p{N}]+)*|[$€]/gu;
const LONGEST_TOKEN = 200;

/** The words of a text in their order: names are parted at their marks and capitals, French elisions are dropped. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const token of withoutAccents(text).match(TOKEN) ?? []) {
    for (const word of splitToken(token.length > LONGEST_TOKEN ? token.slice(0, LONGEST_TOKEN) : token))
      words.push(word);
  }
  return words;
}

function withoutAccents(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae');
}

const DECIMAL = /^\d+(?:\.\d+)+$/;
const ELISION = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/i;
const CONTRACTION = /['’](?:s|t|re|ve|ll|d|m)$/i;
const MOST_PARTS = 6;

const splitToken = remembering((token: string): readonly Word[] => {
  if (DECIMAL.test(token)) return [{ word: token, isWhole: false }];
  const bare = token.replace(ELISION, '').replace(CONTRACTION, '');
  const parts = bare
    .split(/[-_.'’/]/)
    .flatMap(splitCapitals)
    .map((part) => part.toLowerCase());
  const words = parts.map((word) => ({ word, isWhole: false }));
  const isName = parts.length > 1 && parts.length <= MOST_PARTS && !/['’/]/.test(bare);
  return isName ? [...words, { word: parts.join(''), isWhole: true }] : words;
});

/** `placeOrder` is two words and so is `OOMKilled`, `GPUs` is one. */
function splitCapitals(part: string): readonly string[] {
  if (!/[a-z]/.test(part) || !/.[A-Z]/.test(part)) return [part];
  return part
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]{2,})([A-Z][a-z]{2,})/g, '$1 $2')
    .split(' ');
}
