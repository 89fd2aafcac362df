import type { Standing } from '../../adapters/files/work-folder.ts';
import type { TextReading } from '../../change/text.ts';
import type { WantedFile } from './wanted-files.ts';

/** What becomes of one file. */
export type Step =
  | { readonly action: 'create'; readonly path: string; readonly text: string }
  | { readonly action: 'replace'; readonly path: string; readonly text: string; readonly before: TextReading }
  | { readonly action: 'unchanged'; readonly path: string }
  | {
      readonly action: 'leave';
      readonly path: string;
      readonly reason: string;
      /** What would become of it; absent where nothing can be compared. */
      readonly instead?: { readonly text: string; readonly before: TextReading };
    };

/** A wanted file and what stands at its path. */
export interface Found {
  readonly wanted: WantedFile;
  readonly standing: Exclude<Standing, { kind: 'blocked' }>;
  /** A reason to leave it alone unless it is forced. */
  readonly spared?: Spared;
}

/** Something of the repository's own that serves the same purpose elsewhere. */
export interface Spared {
  readonly path: string;
  readonly reason: string;
}

/** Decides what becomes of each file; without force nothing that stands is replaced. */
export function planSteps(found: readonly Found[], force: boolean): readonly Step[] {
  return found.map((each) => planStep(each, force));
}

function planStep({ wanted, standing, spared }: Found, force: boolean): Step {
  const { path, text } = wanted;
  if (standing.kind === 'link') return { action: 'leave', path, reason: 'a symbolic link, which is never replaced' };
  if (standing.kind === 'absent') {
    return spared === undefined || force ? { action: 'create', path, text } : { action: 'leave', ...spared };
  }
  const before = standing.reading;
  // A checkout may have other line ends than the repository; the reading has them as they are committed.
  if (before.kind === 'text' && before.text === text) return { action: 'unchanged', path };
  if (force) return { action: 'replace', path, text, before };
  return { action: 'leave', path, reason: 'differs; --force replaces it', instead: { text, before } };
}

/** A step that writes. */
export type WritingStep = Extract<Step, { action: 'create' | 'replace' }>;

/** The steps that write. */
export function writingSteps(steps: readonly Step[]): readonly WritingStep[] {
  return steps.filter((step) => step.action === 'create' || step.action === 'replace');
}
