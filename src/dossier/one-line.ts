import { removeInvisible } from '../kernel/invisible.ts';

/**
 * The text on one line, without what a reader cannot see: a space stands for every run of line breaks, so that no path
 * or claim can pass for a second row.
 */
export function onOneLine(text: string): string {
  return removeInvisible(text.replaceAll(/[\n\v\f\r\u0085\u2028\u2029]+/g, ' ')).text;
}
