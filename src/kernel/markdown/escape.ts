/** What stands directly before and behind a word: a character, `''` where the line begins or ends. */
export interface Neighbours {
  readonly before: string;
  readonly after: string;
}

/** Escapes a word of raw text so that Markdown shows it as it is, with no backslash where none is needed. */
export function escapeWord(word: string, { before, after }: Neighbours): string {
  const inner = word.replace(/\\|`|\*+|_+|~+|[[\]|<]/g, (run, offset: number) => {
    const around = { before: word[offset - 1] ?? before, after: word[offset + run.length] ?? after };
    return escapeRun(run, around);
  });
  return before === '' ? escapeStart(word, inner, after) : inner;
}

function escapeRun(run: string, { before, after }: Neighbours): string {
  switch (run.charAt(0)) {
    case '\\':
      return /[a-z0-9 ]/i.test(after) ? run : '\\\\';
    case '<':
      return /[ =0-9]/.test(after) ? run : '&lt;';
    case '_':
      return isLetter(before) && isLetter(after) ? run : escapeEach(run);
    case '*':
      return before === ' ' && after === ' ' ? run : escapeEach(run);
    case '~':
      return isApproximation(run, { before, after }) ? run : escapeEach(run);
    default:
      return escapeEach(run);
  }
}

/** A `~` that can only open and never close struck-out text, as in `~5 %`, or that stands alone. */
function isApproximation(run: string, { before, after }: Neighbours): boolean {
  return run.length === 1 && (/^ ?[0-9$]$/.test(before.concat(after)) || (before === ' ' && after === ' '));
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

function escapeEach(run: string): string {
  return run.replace(/./g, '\\$&');
}

/** Headings, quotes, lists, rules, underlines of headings and of tables are made by the first word of a line. */
function escapeStart(word: string, escaped: string, after: string): string {
  const isWhole = after === '' || after === ' ';
  if (word.startsWith('>')) return `\\${escaped}`;
  if (isWhole && /^(?:\+|#{1,6}|[-=:]+)$/.test(word)) return `\\${escaped}`;
  if (isWhole && /^\d{1,9}[.)]$/.test(word)) return `${escaped.slice(0, -1)}\\${escaped.slice(-1)}`;
  return escaped;
}
