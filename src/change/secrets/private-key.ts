import type { SecretSpan } from './span.ts';

const KIND = 'private-key';
const begins = /-{4,5} ?BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;
const ends = /-{4,5} ?END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}/g;

/** The key itself in less than this many characters is only a mention. */
const LEAST_BODY = 24;
/** What a line of a key may have around it: indentation, diff and quotation marks, joined string literals. */
const around = /^[\s+\-*>#|"'`]*|(?:\\+[nr]|[\s"'`,;+\\)])*$/g;
const bodyLine = /^(?:[A-Za-z0-9+/=]{1,120}|[A-Z][A-Za-z-]{2,30}: .{1,120})?$/;

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Private keys in PEM, OpenSSH and PGP armour, one span for each line from the opening to the closing mark. A key that
 * is cut off at either end is found as far as it goes; a mark without a key is a mention and stays.
 */
export function findPrivateKeys(text: string): readonly SecretSpan[] {
  if (!text.includes('PRIVATE KEY')) return [];
  const blocks = [
    ...Array.from(text.matchAll(begins), ({ index, 0: mark }) => blockFrom(text, index, mark.length)),
    ...Array.from(text.matchAll(ends), ({ index, 0: mark }) => blockUpTo(text, index, mark.length)),
  ];
  return blocks.flatMap((lines) =>
    lines.map((line, index) => spanOf(text, line, index > 0)).filter((span) => span !== null),
  );
}

/** The lines of a key behind its opening mark; none when no key follows. */
function blockFrom(text: string, start: number, length: number): readonly Line[] {
  const first = { start, end: lineEnd(text, start) };
  const inline = inlineKey(text.slice(start + length, first.end));
  if (inline !== null) return [{ start, end: start + length + inline }];

  const lines: Line[] = [first];
  for (let at = first.end + 1; at < text.length; ) {
    const line = { start: at, end: lineEnd(text, at) };
    const mark = closingMark(text.slice(line.start, line.end));
    if (mark !== null) {
      lines.push({ start: line.start, end: line.start + mark });
      break;
    }
    if (!isBody(text.slice(line.start, line.end))) break;
    lines.push(line);
    at = line.end + 1;
  }
  return holdsKey(text, lines.slice(1)) ? lines : [];
}

/** The lines of a key before its closing mark: of a hunk that begins inside a key. */
function blockUpTo(text: string, start: number, length: number): readonly Line[] {
  const lines: Line[] = [{ start: lineStart(text, start), end: start + length }];
  for (let end = lineStart(text, start) - 1; end >= 0; ) {
    const line = { start: lineStart(text, end), end };
    const content = text.slice(line.start, line.end);
    if (!isBody(content) || content.trim() === '') break;
    lines.push(line);
    end = line.start - 1;
  }
  return holdsKey(text, lines.slice(1)) ? lines.reverse() : [];
}

/** Length of what follows the opening mark when the whole key stands on its line, as in JSON; otherwise null. */
function inlineKey(rest: string): number | null {
  const body = /^(?:\\+[nr]|[A-Za-z0-9+/= ]|(?:[A-Z][A-Za-z-]{2,30}: [^\\"]{1,80}))+/.exec(rest)?.[0] ?? '';
  if (body.replace(/\\+[nr]/g, '').trim().length < LEAST_BODY) return null;
  return body.length + (/^-{4,5} ?END [A-Z0-9 ]{0,40}-{4,5}/.exec(rest.slice(body.length))?.[0].length ?? 0);
}

function closingMark(content: string): number | null {
  const mark = content.match(ends)?.[0];
  return mark === undefined ? null : content.indexOf(mark) + mark.length;
}

function isBody(content: string): boolean {
  return bodyLine.test(content.replace(around, ''));
}

/** Whether the lines hold enough of what a key is made of: long runs of mixed characters. */
function holdsKey(text: string, lines: readonly Line[]): boolean {
  const runs = lines.flatMap(({ start, end }) => text.slice(start, end).match(/[A-Za-z0-9+/=]{20,}/g) ?? []).join('');
  return runs.length >= LEAST_BODY && /[a-z]/.test(runs) && /[A-Z]/.test(runs) && /\d/.test(runs);
}

/** Indentation, quotation marks and escaped line ends stay, so that a line keeps its shape; empty lines stay too. */
function spanOf(text: string, { start, end }: Line, continued: boolean): SecretSpan | null {
  const content = text.slice(start, end);
  const lead = /^[\s"'`]*/.exec(content)?.[0].length ?? 0;
  const tail = /(?:\\+[nr]|[\s"'`,;\\)])*$/.exec(content)?.[0].length ?? 0;
  if (lead + tail >= content.length) return null;
  return { start: start + lead, end: end - tail, kind: KIND, ...(continued && { continued }) };
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
