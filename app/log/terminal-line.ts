import { removeInvisible } from '../../src/kernel/invisible.ts';
import type { LogRecord } from './redaction.ts';

/** One line for people: the time of day, the level unless it is the usual one, the words, then what belongs to them. */
export function renderForTerminal({ time, level, msg, name, err, ...rest }: LogRecord): string {
  const facts = Object.entries(rest).map(([key, value]) => `${key}=${renderValue(value)}`);
  const words = [
    typeof time === 'string' ? time.slice(11, 19) : '',
    level === 'info' ? '' : String(level).toUpperCase(),
    typeof name === 'string' ? `${name}:` : '',
    typeof msg === 'string' ? msg : '',
    renderTrouble(err, msg),
    ...facts,
  ];
  return inOneLine(words.filter((word) => word !== '').join(' '));
}

/** An error in its own words, unless the message said them; its stack stands in the JSON form alone. */
function renderTrouble(err: unknown, msg: unknown): string {
  if (typeof err !== 'object' || err === null || !('message' in err)) return '';
  return err.message === msg ? '' : `(${String(err.message)})`;
}

function renderValue(value: unknown): string {
  return typeof value === 'string' && !/[\s="]/.test(value) ? value : JSON.stringify(value);
}

/** What strangers wrote can neither begin a line of its own nor speak to the terminal. */
function inOneLine(text: string): string {
  return removeInvisible(text)
    .text.replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}
