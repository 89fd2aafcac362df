import type { Complaint } from '../complaint.ts';
import { inlineCode } from './inline-code.ts';
import { plainText } from './plain-text.ts';

const LONGEST_WORDS = 600;
const LONGEST_PLACE = 300;

/** A complaint as lines of Markdown: what was wrong and where, what was expected, what to do. */
export function renderComplaint({ what, where, expected, advice }: Complaint): string {
  const place = where === null || where.trim() === '' ? '' : ` (${inlineCode(where.slice(0, LONGEST_PLACE))})`;
  return [
    `**${plainText(what, LONGEST_WORDS)}**${place}`,
    ...(expected === null ? [] : [`Expected: ${plainText(expected, LONGEST_WORDS)}`]),
    ...(advice === null ? [] : [`Advice: ${plainText(advice, LONGEST_WORDS)}`]),
  ].join('\\\n');
}
