import { numberOf } from '../file-name.ts';

/** How a folder names its records. */
export interface FileNameStyle {
  /** What stands before the number: nothing, `ADR-`, `adr-`, `ADR`. */
  readonly prefix: string;
  /** Digits that a number has at least. */
  readonly width: number;
  /** What stands between number and words: `-`, `_`, `. `. */
  readonly separator: string;
}

/** How records are named where nobody chose otherwise: `0007-a-title.md`. */
export const USUAL_NAME: FileNameStyle = { prefix: '', width: 4, separator: '-' };

const NUMBERED = /^(ADR-?)?(\d+)([-_. ]*)/i;

/** The number of a record by its file's name; null when it has none, or when 0 marks it as a template. */
export function recordNumberOf(name: string): number | null {
  const number = name.endsWith('.md') ? numberOf(name) : null;
  return number === 0 ? null : number;
}

/** The number above the highest one; gaps are not filled, since a number that was given may have been cited. */
export function nextNumber(names: readonly string[]): number {
  return names.reduce((highest, name) => Math.max(highest, recordNumberOf(name) ?? 0), 0) + 1;
}

/** How a file is named that has a number; null when it has none. */
export function fileNameStyleOf(name: string): FileNameStyle | null {
  const [, prefix = '', digits, separator = ''] = NUMBERED.exec(name) ?? [];
  if (digits === undefined) return null;
  return { prefix, width: digits.startsWith('0') ? digits.length : 1, separator: separator === '' ? '-' : separator };
}

/** The file of a number and words, named as the folder names its files. */
export function fileNameFor(number: number, slug: string, { prefix, width, separator }: FileNameStyle): string {
  return `${prefix}${String(number).padStart(width, '0')}${separator}${slug}.md`;
}

const LONGEST_SLUG = 60;

/** A title as part of a file name: small letters and digits without accents, joined by hyphens. */
export function slugOf(title: string): string {
  const plain = title
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.reduce((joined, word) => {
    const longer = joined === '' ? word : `${joined}-${word}`;
    return longer.length <= LONGEST_SLUG ? longer : joined;
  }, '');
  return slug === '' ? 'record' : slug;
}
