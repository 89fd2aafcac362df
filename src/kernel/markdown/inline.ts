import { type Atom, gap, softBreak } from './atom.ts';
import { stripBold } from './bold.ts';
import { splitCodeSpans } from './piece.ts';

/** Reads one paragraph of raw text as atoms: code spans stay, bold and links lose their marks, all else is words. */
export function readInline(paragraph: string): readonly Atom[] {
  const pieces = stripBold(splitCodeSpans(paragraph));
  return pieces.flatMap(({ isCode, text }): readonly Atom[] => (isCode ? [{ kind: 'code', text }] : readText(text)));
}

/** `[label](target)` and `![label](target)`; every part is bounded, so that open brackets cost no more than letters. */
const writtenLink = /!?\[([^[\]\n]{0,300})\]\(<?((?:[^()\s<>]|\([^()\s<>]{0,300}\)){1,2000})>?\)/g;

function readText(text: string): readonly Atom[] {
  const groups: (readonly Atom[])[] = [];
  let done = 0;
  for (const { index, 0: link, 1: label = '', 2: target = '' } of text.matchAll(writtenLink)) {
    groups.push(readWords(text.slice(done, index)), spellLink(label.trim(), target));
    done = index + link.length;
  }
  return joinWords([...groups, readWords(text.slice(done))].flat());
}

/** A link becomes its label with the address behind it, both for the eye only. */
function spellLink(label: string, target: string): readonly Atom[] {
  const address: Atom = { kind: 'code', text: target };
  if (label === '' || label === target) return [address];
  return [...readWords(label), gap, { kind: 'word', text: '(' }, address, { kind: 'word', text: ')' }];
}

/** Words end at spaces and where ASCII meets other scripts, which write no spaces around an `@name`. */
function readWords(text: string): readonly Atom[] {
  return (text.match(/ +|\n|[!-~]+|[^!-~ \n]+/g) ?? []).map((run): Atom => {
    if (run === '\n') return softBreak;
    return run.startsWith(' ') ? gap : { kind: 'word', text: run };
  });
}

/** A word that a link interrupted is one word again: `#` before `[1](…)` would otherwise pass as two harmless ones. */
function joinWords(atoms: readonly Atom[]): readonly Atom[] {
  const joined: Atom[] = [];
  for (const atom of atoms) {
    const last = joined.at(-1);
    const isSplit = last?.kind === 'word' && atom.kind === 'word' && isAscii(last.text) && isAscii(atom.text);
    if (isSplit) joined[joined.length - 1] = { kind: 'word', text: last.text + atom.text };
    else joined.push(atom);
  }
  return joined;
}

function isAscii(word: string): boolean {
  return /^[!-~]/.test(word);
}
