import type { Reason } from '../../gates/gate.ts';

/** A reason with what to do, in one text. */
export function sayReason({ text, mend }: Reason): string {
  return mend === undefined ? text : `${text}\n${mend}`;
}

/** The same in one line, for those who read a line at a time. */
export function sayReasonInLine(reason: Reason): string {
  return sayReason(reason).replaceAll(/\s*\n\s*/g, ' ');
}
