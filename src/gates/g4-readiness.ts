import type { ConclaveConfig } from '../config/config.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { GateAnswer, GateResult, Reason } from './gate.ts';
import type { GuardedFiles, GuardedPull } from './guarded-pull.ts';
import { storyIn } from './story.ts';
import { touchedPaths } from './touched-paths.ts';

const PLACE = '{story}';

/** The folder in which the folders of all stories stand, without a slash at its end; empty for the whole repository. */
export function storiesFolder({ gates }: Pick<ConclaveConfig, 'gates'>): string {
  const before = gates.g4.artefacts.slice(0, gates.g4.artefacts.indexOf(PLACE));
  return before.slice(0, Math.max(before.lastIndexOf('/'), 0)).replace(/^(?:\.\/)+/, '');
}

/** Markdown files of the head commit that may be the artefact of a pull request's story. */
export function artefactsOf(title: string, head: ReadonlySet<string>, config: ConclaveConfig): readonly string[] {
  const story = config.story.pattern === null ? null : storyIn(title.trim(), config.story.pattern);
  if (story === null) return [];
  const folder = folderOf(story, config);
  return [...head].filter((path) => path.startsWith(`${folder}/`) && /\.(?:md|markdown)$/i.test(path)).toSorted();
}

function folderOf(story: string, { gates }: ConclaveConfig): string {
  return gates.g4.artefacts.replaceAll(PLACE, () => story).replace(/^(?:\.\/)+|\/+$/g, '');
}

/** G4: a change of a model's paths comes with a written artefact in the folder of its story. */
export function judgeReadiness(pull: GuardedPull, files: GuardedFiles, config: ConclaveConfig): GateResult {
  const { pattern } = config.story;
  if (pattern === null) return answer('exempt', { level: 'notice', key: 'asleep', text: 'no story pattern is set' });
  if (!isAwake(files.base, config)) {
    const text = `no folder ${storiesFolder(config)} in this repository`;
    return answer('exempt', { level: 'notice', key: 'asleep', text });
  }
  const touched = touchedPaths(files.change).find((path) => matchesAny(path, config.gates.g4.when));
  if (touched === undefined) {
    return answer('exempt', {
      level: 'notice',
      key: 'untouched',
      text: 'no path that asks for an artefact is touched',
    });
  }
  const story = storyIn(pull.title.trim(), pattern);
  if (story === null) return answer('fail', storyMissing(touched, pattern));
  return judgeArtefacts(story, { pull, files, config, touched });
}

function isAwake(base: ReadonlySet<string>, config: ConclaveConfig): boolean {
  if (config.wokenGates.includes('G4')) return true;
  const folder = storiesFolder(config);
  return [...base].some((path) => folder === '' || path.startsWith(`${folder}/`));
}

interface Asked {
  readonly pull: GuardedPull;
  readonly files: GuardedFiles;
  readonly config: ConclaveConfig;
  readonly touched: string;
}

function judgeArtefacts(story: string, { pull, files, config, touched }: Asked): GateResult {
  const paths = artefactsOf(pull.title, files.head, config);
  const written = paths.find((path) => {
    const reading = files.texts.get(path);
    return reading?.kind === 'text' && reading.text.trim() !== '';
  });
  if (written !== undefined) return answer('pass', { level: 'notice', key: 'artefact', text: written, path: written });
  const folder = folderOf(story, config);
  const found = paths.length === 0 ? 'holds no Markdown file' : `holds only empty or unreadable Markdown: ${paths[0]}`;
  return answer('fail', {
    level: 'failure',
    key: 'artefact',
    text: `${touched} is touched, and ${folder}/ ${found}.`,
    mend: `Add a Markdown file with the readiness of the story, e.g. ${folder}/mlops-readiness.md.`,
  });
}

function storyMissing(touched: string, pattern: string): Reason {
  return {
    level: 'failure',
    key: 'story',
    text: `${touched} is touched, and the title names no story whose artefact could be looked for.`,
    mend: `Put the id of the story in the title; it matches ${pattern}.`,
  };
}

function answer(given: GateAnswer, reason: Reason): GateResult {
  return { id: 'G4', answer: given, reasons: [reason] };
}
