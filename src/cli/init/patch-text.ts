import { styleText } from 'node:util';
import type { Hunk, HunkLine } from '../../change/change.ts';
import { compareTexts } from '../../change/compare-texts.ts';
import type { TextReading } from '../../change/text.ts';
import { removeInvisible } from '../../kernel/invisible.ts';

/** One file of a patch; `before` is null for a new one. */
export interface PatchedFile {
  readonly path: string;
  readonly before: TextReading | null;
  readonly text: string;
}

/** How a patch is shown. */
export interface PatchPaper {
  readonly colours: boolean;
  /** Whether a person watches: then nothing invisible goes out, otherwise the very characters, so that git applies it. */
  readonly interactive: boolean;
}

type Style = 'bold' | 'cyan' | 'green' | 'red';

interface PatchLine {
  readonly text: string;
  readonly style: Style | null;
}

/** Draws files as one unified diff that `git apply` takes. */
export function renderPatch(files: readonly PatchedFile[], { colours, interactive }: PatchPaper): string {
  const lines = files.flatMap(patchLines);
  return lines
    .map(({ text, style }) => {
      const shown = interactive ? removeInvisible(text).text : text;
      return `${colours && style !== null ? styleText(style, shown, { validateStream: false }) : shown}\n`;
    })
    .join('');
}

function patchLines({ path, before, text }: PatchedFile): readonly PatchLine[] {
  const head = (line: string): PatchLine => ({ text: line, style: 'bold' });
  const start = head(`diff --git a/${path} b/${path}`);
  if (before !== null && before.kind !== 'text') return [start, head(`Binary files a/${path} and b/${path} differ`)];
  const hunks = compareTexts(before?.text ?? '', text).flatMap(hunkLines);
  const sides = [head(before === null ? '--- /dev/null' : `--- a/${path}`), head(`+++ b/${path}`)];
  return [start, ...(before === null ? [head('new file mode 100644')] : []), ...sides, ...hunks];
}

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: Hunk): readonly PatchLine[] {
  const head = `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
  return [{ text: head, style: 'cyan' }, ...lines.flatMap(lineOf)];
}

const SIGNS: Readonly<Record<HunkLine['kind'], { readonly sign: string; readonly style: Style | null }>> = {
  context: { sign: ' ', style: null },
  added: { sign: '+', style: 'green' },
  removed: { sign: '-', style: 'red' },
};

function lineOf({ kind, text, unterminated }: HunkLine): readonly PatchLine[] {
  const { sign, style } = SIGNS[kind];
  const line = { text: `${sign}${text}`, style };
  return unterminated === true ? [line, { text: '\\ No newline at end of file', style: null }] : [line];
}
