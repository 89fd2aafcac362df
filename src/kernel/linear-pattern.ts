import { RE2JS } from 're2js';

/**
 * A regular expression of a stranger, matched in a time that grows with the length of the text whatever it says. That is
 * a promise of the matcher (RE2) and not of a look at the expression, which would refuse `[A-Z]+-\d+` or let something
 * through; look-around and references back are the price.
 */
export interface LinearPattern {
  /** The first match in a text; null when there is none. */
  readonly firstIn: (text: string) => string | null;
  /** The first matches in a text, at most 50, each once. */
  readonly allIn: (text: string) => readonly string[];
  /** What matches at the very beginning of a text; null when nothing does. */
  readonly atStartOf: (text: string) => string | null;
}

/** Each search may read the whole rest of a text. */
const MOST_MATCHES = 50;

/** Whether an expression can be matched so; look-around and references back cannot. */
export function isLinearPattern(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}

/** Prepares an expression that `isLinearPattern` accepts; empty matches are none. */
export function linearPattern(source: string, options: { readonly ignoresCase?: boolean } = {}): LinearPattern {
  const pattern = RE2JS.compile(source, options.ignoresCase === true ? RE2JS.CASE_INSENSITIVE : 0);
  return {
    firstIn: (text) => matchesIn(text, pattern, 1)[0] ?? null,
    allIn: (text) => [...new Set(matchesIn(text, pattern, MOST_MATCHES))],
    atStartOf: (text) => {
      const matcher = pattern.matcher(text);
      return matcher.lookingAt() ? nonEmpty(matcher.group()) : null;
    },
  };
}

function matchesIn(text: string, pattern: RE2JS, most: number): readonly string[] {
  const matches: string[] = [];
  const matcher = pattern.matcher(text);
  for (let tries = 0; matches.length < most && tries < MOST_MATCHES && matcher.find(); tries += 1) {
    const match = nonEmpty(matcher.group());
    if (match !== null) matches.push(match);
  }
  return matches;
}

function nonEmpty(match: string | null): string | null {
  return match === '' ? null : match;
}
