import type { Change } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { GateId } from '../config/gates-config.ts';
import { folderOfGlob } from '../kernel/glob.ts';
import { wrongName } from './dossier/dossier-name.ts';
import { dossiersOf } from './g3-dossier.ts';
import { artefactsOf, storiesFolder } from './g4-readiness.ts';
import { guardedPythonFiles, isGuardedPython } from './g5-hyper-parameters.ts';
import type { GuardedFiles, GuardedPull, Wanted } from './guarded-pull.ts';
import { mentionsAllowance } from './literal/allow-comment.ts';

/** The folders whose paths the gates ask for; nothing for a gate that is off or can never be awake. */
export function wantedFolders(config: ConclaveConfig): Wanted {
  const dossiers = isOff('G3', config) ? [] : [folderOfGlob(config.gates.g3.dossiers)];
  const stories = isOff('G4', config) || config.story.pattern === null ? [] : [storiesFolder(config)];
  const headFolders = [...new Set([...dossiers, ...stories])];
  const asleep = [
    ...(config.wokenGates.includes('G3') ? [] : dossiers),
    ...(config.wokenGates.includes('G4') ? [] : stories),
  ];
  return { baseFolders: [...new Set(asleep)], headFolders };
}

function isOff(gate: GateId, { gates }: ConclaveConfig): boolean {
  return gates.off.includes(gate);
}

/** The files of the head commit whose texts the gates read: well-named dossiers, and artefacts of the story. */
export function wantedTexts(
  pull: GuardedPull,
  listed: Omit<GuardedFiles, 'texts'>,
  config: ConclaveConfig,
): readonly string[] {
  const dossiers = isOff('G3', config) ? [] : dossiersOf(pull, listed, config);
  const artefacts = isOff('G4', config) ? [] : artefactsOf(pull.title, listed.head, config);
  return [...new Set([...dossiers.filter((path) => wrongName(path) === null), ...artefacts])];
}

/** Whether a changed file is read whole. */
export function wantsWholeText(config: ConclaveConfig): (path: string) => boolean {
  return (path) => !isOff('G5', config) && isGuardedPython(path, config);
}

/** Whether it matters that somebody approved the head: an allow comment on a fork counts only then. */
export function wantsApproval(pull: GuardedPull, change: Change, config: ConclaveConfig): boolean {
  if (!pull.fork || !config.gates.g5.inline_allow || isOff('G5', config)) return false;
  return guardedPythonFiles(change, config).some(({ after }) => after !== null && mentionsAllowance(after));
}
