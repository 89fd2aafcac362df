import type { ChangedFile, HunkLine } from '../change/change.ts';
import { linesOf } from '../change/change-texts.ts';
import { type GuardWords, guardWordsIn, guardWordsInRaw, mayNameGuard } from './guard-word.ts';
import { languageOf } from './language.ts';
import type { Detect, Found } from './scene.ts';
import type { TextLine } from './settings/setting.ts';

/**
 * Finds removed lines that mention a guard (a stop, a kill switch, a limit) which no added line of the same file mentions
 * again. Code is read by its tree and configuration by its lines; other files have nothing to say. Where the text after the
 * change cannot be read as a tree, a word that stands outside a comment has come back; where the text before cannot,
 * nothing is known to be gone.
 */
export const findRemovedGuards: Detect = (scene) => {
  const { file } = scene;
  const removed = file.hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'removed'));
  if (!removed.some(({ text }) => mayNameGuard(text))) return [];
  const path = file.previousPath ?? file.path;
  const gone = guardWordsIn({ path, lines: textLines(file, 'before'), source: scene.before });
  if (gone.size === 0) return [];
  const lines = textLines(file, 'after');
  const isUnread = scene.after === null && languageOf(file.path) !== null;
  const there = isUnread ? guardWordsInRaw(lines) : guardWordsIn({ path: file.path, lines, source: scene.after });
  return compare(file, gone, there);
};

function textLines(file: ChangedFile, side: 'before' | 'after'): readonly TextLine[] {
  return Array.from(linesOf(file, side), ([line, text]) => ({ line, text }));
}

function compare({ hunks }: ChangedFile, gone: GuardWords, there: GuardWords): readonly Found[] {
  const changed = hunks.flatMap(({ lines }) => lines);
  const back = new Set(changed.flatMap((line) => [...wordsOn(line, 'after', there)]));
  return changed.flatMap((line) => {
    const lost = [...wordsOn(line, 'before', gone)].filter((word) => !back.has(word));
    return lost.length === 0 || line.before === null
      ? []
      : [{ line: line.before, side: 'before', message: messageFor(lost) } as const];
  });
}

function wordsOn(line: HunkLine, side: 'before' | 'after', words: GuardWords): ReadonlySet<string> {
  const at = line.kind === 'context' ? null : line[side];
  return (at === null ? undefined : words.get(at)) ?? new Set();
}

function messageFor(lost: readonly string[]): string {
  const words = lost.map((word) => `\`${word}\``).join(' and ');
  return `A line with ${words} is removed, and no added line of the file mentions ${lost.length > 1 ? 'them' : 'it'} again: an order may pass that the guard would have stopped.`;
}
