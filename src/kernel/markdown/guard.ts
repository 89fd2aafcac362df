import type { Atom } from './atom.ts';
import { looksLikeCode } from './identifier.ts';

/**
 * Makes words harmless that GitHub would act upon: mentions, references, addresses, emoji codes, formulas, character
 * references and commands stand in code, where it does not look; between a closing keyword and its reference stands a
 * parenthesis. What was guarded stays as it is when it is guarded again.
 */
export function guard(atoms: readonly Atom[]): readonly Atom[] {
  const coded = atoms.flatMap((atom, index) => (atom.kind === 'word' ? guardWord(atom.text, index, atoms) : [atom]));
  return partKeywords(joinCode(coded));
}

/** What GitHub, or a bot that reads comments, makes more of than text. */
const risks: readonly RegExp[] = [
  /@/,
  /#\d/,
  /(?<![a-z0-9])gh-\d/i,
  /:\/\//,
  /www\./i,
  /github\.com\//i,
  /(?<![0-9a-z_])[0-9a-f]{7,64}(?![0-9a-z_])/i,
  /&(?:#|[a-z][a-z0-9]{0,31};)/i,
  /:[a-z+-][a-z0-9_+-]{0,63}:/i,
  /\$(?!\d)|\$\d[^$]*\$/,
];

function guardWord(word: string, index: number, atoms: readonly Atom[]): readonly Atom[] {
  const before = atoms[index - 1];
  const after = atoms[index + 1];
  if (word === '@' && before?.kind === 'gap' && after?.kind === 'gap') return [{ kind: 'word', text: word }];
  const isCommand = /^\/[a-z]/i.test(word) && (before === undefined || before.kind === 'break');
  const [start, end] = findCore(word);
  const isActive =
    isCommand || isRisky(after === undefined ? `${word}:` : word) || looksLikeCode(word.slice(start, end));
  if (!isActive) return [{ kind: 'word', text: word }];
  return [
    { kind: 'word' as const, text: word.slice(0, start) },
    { kind: 'code' as const, text: word.slice(start, end) },
    { kind: 'word' as const, text: word.slice(end) },
  ].filter(({ text }) => text !== '');
}

/** A word at the end of a text is judged as if the colon of a product's own sentence followed. */
function isRisky(word: string): boolean {
  return risks.some((risk) => risk.test(word));
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '"': '"', "'": "'" };

/** The word without the punctuation around it; a bracket or quote that closes one within the word belongs to it. */
function findCore(word: string): readonly [start: number, end: number] {
  const start = /^[("'[{]{0,4}(?=.)/.exec(word)?.[0].length ?? 0;
  let end = word.length;
  for (let trimmed = 0; trimmed < 8 && end > start + 1; trimmed += 1) {
    const last = word.charAt(end - 1);
    const opener = openerOf[last];
    const closesWithin = opener !== undefined && word.slice(start, end - 1).includes(opener);
    if (closesWithin || !`)]}"'.,;:!?`.includes(last)) break;
    end -= 1;
  }
  return [start, end];
}

/** Code next to code would share its backticks, so the two become one. */
function joinCode(atoms: readonly Atom[]): readonly Atom[] {
  const joined: Atom[] = [];
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) joined.push({ kind: 'code', text: run.join('') });
    run = [];
  };
  for (const atom of atoms) {
    if (atom.kind === 'code') run.push(atom.text);
    else {
      flush();
      joined.push(atom);
    }
  }
  flush();
  return joined;
}

const keywordAtEnd = /(?<![a-z0-9])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[^a-z0-9]{0,8}$/i;
const reference = /#\d|gh-\d|:\/\//i;

function partKeywords(atoms: readonly Atom[]): readonly Atom[] {
  let last = '';
  return atoms.flatMap((atom) => {
    const isClosed = atom.kind === 'code' && keywordAtEnd.test(last) && reference.test(atom.text);
    if (atom.kind === 'word' || atom.kind === 'code') last = atom.text.slice(-24);
    return isClosed ? [{ kind: 'word' as const, text: '(' }, atom, { kind: 'word' as const, text: ')' }] : [atom];
  });
}
