import { findInjections } from './prompt-injection.ts';
import type { FileScene, Found } from './scene.ts';

/** Finds orders to the reviewing model in the added lines of a file of any kind. */
export function findAddedInjections({ file }: FileScene): readonly Found[] {
  if (file.binary) return [];
  return addedRuns(file.hunks.flatMap(({ lines }) => lines)).flatMap(({ first, texts }) =>
    findInjections(texts.join('\n')).map(({ line }) => ({ line: first + line - 1, side: 'after' })),
  );
}

interface Run {
  readonly first: number;
  readonly texts: string[];
}

interface AddedLine {
  readonly after: number | null;
  readonly kind: string;
  readonly text: string;
}

/** Added lines that stand below one another; a sentence may run over them, but not over what was there before. */
function addedRuns(lines: readonly AddedLine[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { kind, after, text } of lines) {
    if (kind !== 'added' || after === null) continue;
    const run = runs.at(-1);
    if (run !== undefined && run.first + run.texts.length === after) run.texts.push(text);
    else runs.push({ first: after, texts: [text] });
  }
  return runs;
}
