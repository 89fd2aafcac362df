import { looksRandom } from './randomness.ts';
import type { SecretSpan } from './span.ts';

const KIND = 'private-key';
const LEAST_LINES = 4;
/** Tools break keys after 64, 70 or 76 characters; strings and comments may be written around them. */
const keyLine = /^(?<lead>[\s"'`#*]{0,40})(?<body>[A-Za-z0-9+/]{60,76})(?:\\n)?["'`,;\s+\\]{0,10}$/;
const armour = /-{4,5} ?(?:BEGIN|END) /;

interface KeyLine {
  readonly lead: number;
  readonly body: string;
}

/**
 * The middle of a key in a stretch of a file that shows neither its opening nor its closing mark: at least four lines
 * of base 64 of one length that the stretch begins or ends with. What is written so but is no key shows what it is.
 */
export function findKeyMiddles(text: string): readonly SecretSpan[] {
  const lines = text.split('\n');
  if (lines.length < LEAST_LINES || armour.test(text)) return [];
  const top = runAt(lines);
  const bottom = top.length === lines.length ? [] : runAt(lines.toReversed()).toReversed();
  return [...spansOf(lines, top, 0), ...spansOf(lines, bottom, lines.length - bottom.length)];
}

/** The lines of a key that the lines begin with; none when they are too few. */
function runAt(lines: readonly string[]): readonly KeyLine[] {
  const run: KeyLine[] = [];
  for (const line of lines) {
    const { lead = '', body = '' } = keyLine.exec(line)?.groups ?? {};
    if (body.length !== (run[0]?.body ?? body).length || !isKeyText(body)) break;
    run.push({ lead: lead.length, body });
  }
  return run.length < LEAST_LINES ? [] : run;
}

/** Digests stand in lists too, but in sixteens. */
function isKeyText(body: string): boolean {
  return /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body) && looksRandom(body, LEAST_LETTERS);
}

const LEAST_LETTERS = 40;

function spansOf(lines: readonly string[], run: readonly KeyLine[], first: number): readonly SecretSpan[] {
  let lineStart = lines.slice(0, first).join('\n').length + (first === 0 ? 0 : 1);
  return run.map(({ lead, body }, index) => {
    const start = lineStart + lead;
    lineStart += (lines[first + index] ?? '').length + 1;
    return { start, end: start + body.length, kind: KIND, ...(index > 0 && { continued: true as const }) };
  });
}
