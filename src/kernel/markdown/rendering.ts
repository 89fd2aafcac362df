import type { Atom } from './atom.ts';
import { beginningOf } from './beginning.ts';
import { renderCodeSpan } from './code-span.ts';
import { escapeWord } from './escape.ts';
import { guard } from './guard.ts';

const note = ' … (cut)';

/** How long a rendering may be, and whether its end was left out already. */
export interface Bounds {
  readonly limit: number;
  readonly isCut: boolean;
}

/** Renders atoms as Markdown of at most `limit` characters; what is too long ends with a visible note. */
export function renderWithin(atoms: readonly Atom[], { limit, isCut }: Bounds): string {
  const guarded = guard(atoms);
  const parts = renderEach(guarded);
  const whole = parts.join('').trim();
  if (whole.length <= limit && !isCut) return whole;
  if (limit <= note.length) return note.trim().slice(0, Math.max(limit, 0));
  return cut(guarded, parts, limit - note.length) + note;
}

function cut(atoms: readonly Atom[], parts: readonly string[], room: number): string {
  let count = countFitting(parts, room);
  let head = renderHead(atoms.slice(0, count));
  while (head.length > room) {
    count -= 1;
    head = renderHead(atoms.slice(0, count));
  }
  const next = atoms[count];
  const isMuchLost = head.length < room / 2;
  return isMuchLost && next !== undefined ? cutAtom(atoms.slice(0, count), next, room) : head;
}

function countFitting(parts: readonly string[], room: number): number {
  let length = 0;
  const tooFar = parts.findIndex((part) => {
    length += part.length;
    return length > room;
  });
  return tooFar === -1 ? parts.length : tooFar;
}

/** Part of one long word or code span: the longest beginning of it, found by halving, that still fits. */
function cutAtom(before: readonly Atom[], atom: Atom, room: number): string {
  let [fits, fails] = [0, Math.min(atom.text.length, room) + 1];
  let head = renderHead(before);
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    const tried = renderHead([...before, { ...atom, text: beginningOf(atom.text, middle) }]);
    if (tried.length <= room) [fits, head] = [middle, tried];
    else fails = middle;
  }
  return head;
}

/** The beginning of a text, guarded anew, since its last word now ends elsewhere. */
function renderHead(atoms: readonly Atom[]): string {
  const end = atoms.findLastIndex(({ kind }) => kind === 'word' || kind === 'code');
  return renderEach(guard(atoms.slice(0, end + 1)))
    .join('')
    .trim();
}

function renderEach(atoms: readonly Atom[]): readonly string[] {
  return atoms.map(({ kind, text }, index) => {
    if (kind === 'code') return renderCodeSpan(text);
    if (kind !== 'word') return text;
    return escapeWord(text, { before: edge(atoms[index - 1], 'end'), after: edge(atoms[index + 1], 'start') });
  });
}

/** The character of an atom that a neighbour touches; `''` at the beginning and end of a line. */
function edge(atom: Atom | undefined, side: 'start' | 'end'): string {
  if (atom === undefined || atom.kind === 'break') return '';
  if (atom.kind === 'code') return '`';
  return atom.text.at(side === 'start' ? 0 : -1) ?? '';
}
