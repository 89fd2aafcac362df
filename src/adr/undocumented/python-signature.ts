import { codeLinesOf, statementAt } from './python-line.ts';
import type { Sign, TwoSides } from './sign.ts';

/** Files by which a package of Python says what it offers. */
const OFFERS = /(?:^|\/)(?:__init__|api|public|interface)\.py$|(?:^|\/)api\/(?:[^/]+\/)*[^/]+\.py$/;

const MOST_LINES = 60;

interface Signature {
  readonly text: string;
  readonly line: number;
}

/**
 * A function that a package offers and whose signature is another one now, or that is gone. Functions at the margin are
 * read by their lines, without names that begin with an underscore; what a class offers is not read. Null for none.
 */
export function findSignatureChange({ path, before, after }: Pick<TwoSides, 'path' | 'before' | 'after'>): Sign | null {
  if (!OFFERS.test(path)) return null;
  const [old, now] = [signaturesOf(before), signaturesOf(after)];
  for (const [name, { text, line }] of old) {
    const found = now.get(name);
    if (found !== undefined && found.text !== text)
      return { kind: 'contract', name: `${name}() of ${path}`, line: found.line };
    if (found === undefined && !isStillNamed(name, after))
      return { kind: 'contract', name: `${name}() of ${path}`, line: Math.min(line, after.split('\n').length) };
  }
  return null;
}

/** A function that moved elsewhere and is imported from there is offered as before. */
function isStillNamed(name: string, text: string): boolean {
  return codeLinesOf(text).some((line) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(line));
}

function signaturesOf(text: string): ReadonlyMap<string, Signature> {
  const lines = codeLinesOf(text);
  return new Map(
    lines.flatMap((line, index): readonly (readonly [string, Signature])[] => {
      const name = /^(?:async\s+)?def\s+([A-Za-z]\w*)\s*\(/.exec(line)?.[1];
      if (name === undefined) return [];
      const signature = statementAt(lines, index, MOST_LINES).replace(/:\s*(?:\.\.\.)?[^:]*$/s, '');
      return [[name, { text: signature.replaceAll(/\s+/g, '').replaceAll(/,(?=[)\]}])/g, ''), line: index + 1 }]];
    }),
  );
}
