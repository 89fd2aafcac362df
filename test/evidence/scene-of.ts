import type { ChangedFile } from '../../src/change/change.ts';
import { compareTexts } from '../../src/change/compare-texts.ts';
import type { Detect, FileOutline, FileScene } from '../../src/evidence/scene.ts';
import { openSource, type Source } from '../../src/evidence/source.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../../src/evidence/surroundings.ts';

/** A changed file as a test writes it down: lists of lines, one of them null for a new or deleted file. */
export interface SomeFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Other files of the change. */
  readonly others?: readonly FileOutline[];
}

/** The scene of one changed file. */
export function sceneOf(some: SomeFile, surroundings: Surroundings = NO_SURROUNDINGS): FileScene {
  const file = fileOf(some);
  return {
    file,
    before: open(file.previousPath ?? file.path, file.before),
    after: open(file.path, file.after),
    change: { files: [file, ...(some.others ?? [])] },
    surroundings,
  };
}

/** A changed file between two texts. */
export function fileOf({ path, previousPath, before, after }: SomeFile): ChangedFile {
  const moved = previousPath === undefined ? 'modified' : 'renamed';
  return {
    path,
    previousPath: previousPath ?? null,
    status: before === null ? 'added' : after === null ? 'deleted' : moved,
    binary: false,
    before,
    after,
    hunks: compareTexts(before ?? '', after ?? ''),
    unreadable: null,
  };
}

/** What a detector finds, as `before:12`, in order. */
export function places(detect: Detect, scene: FileScene): readonly string[] {
  return detect(scene).map(({ side, line }) => `${side}:${line}`);
}

function open(path: string, text: string | null): Source | null {
  const source = text === null ? null : openSource(path, text);
  return source?.kind === 'source' ? source : null;
}
