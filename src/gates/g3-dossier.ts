import type { ConclaveConfig } from '../config/config.ts';
import { matchesAny, matchesGlob } from '../kernel/glob.ts';
import { wrongName } from './dossier/dossier-name.ts';
import { lintDossier } from './dossier/lint.ts';
import { namedPaths } from './dossier/named-paths.ts';
import type { GateAnswer, GateResult, Reason } from './gate.ts';
import type { GuardedFiles, GuardedPull } from './guarded-pull.ts';
import { touchedPaths } from './touched-paths.ts';

type Listed = Omit<GuardedFiles, 'texts'>;

/** The dossiers of a pull request: those it adds or changes, and those that its body names and that exist. */
export function dossiersOf(pull: GuardedPull, { change, head }: Listed, { gates }: ConclaveConfig): readonly string[] {
  const { dossiers } = gates.g3;
  const written = change.files.filter(({ status }) => status !== 'deleted').map(({ path }) => path);
  const named = namedPaths(pull.body, pull.home).filter((path) => head.has(path));
  return [...new Set([...written, ...named])].filter((path) => matchesGlob(path, dossiers)).toSorted();
}

/** G3: a change of more than documents comes with a plan dossier. */
export function judgeDossier(pull: GuardedPull, files: GuardedFiles, config: ConclaveConfig): GateResult {
  const { g3 } = config.gates;
  if (!config.wokenGates.includes('G3') && ![...files.base].some((path) => matchesGlob(path, g3.dossiers))) {
    return answer('exempt', [{ level: 'notice', key: 'asleep', text: 'no plan dossiers in this repository' }]);
  }
  const paths = dossiersOf(pull, files, config);
  const good = paths.filter((path) => wrongName(path) === null);
  const bad = paths.filter((path) => wrongName(path) !== null);
  const asking = touchedPaths(files.change).find((path) => !matchesAny(path, g3.exempt));
  if (asking === undefined) {
    const exempt: Reason = { level: 'notice', key: 'exempt', text: 'only documents and settings changed' };
    return answer('exempt', [exempt, ...bad.map((path) => badName(path, 'warning'))]);
  }
  const [first] = good;
  if (first === undefined)
    return answer('fail', bad.length > 0 ? bad.map((path) => badName(path, 'failure')) : [none(asking, config)]);
  const warnings = good.flatMap((path) => lintDossier(path, files.texts.get(path)));
  const passing: Reason = { level: 'notice', key: 'dossier', text: first, path: first };
  return answer('pass', [passing, ...bad.map((path) => badName(path, 'warning')), ...warnings]);
}

function none(asking: string, { gates }: ConclaveConfig): Reason {
  return {
    level: 'failure',
    key: 'dossier',
    text: `${asking} is touched, and the pull request neither holds nor names a plan dossier (${gates.g3.dossiers}).`,
    mend: 'Add a dossier named YYYY-MM-DD-<slug>-plan.md there, or write the path of one that exists in the description.',
  };
}

function badName(path: string, level: Reason['level']): Reason {
  return {
    level,
    key: 'dossier name',
    text: `The dossier ${wrongName(path) ?? ''}.`,
    mend: 'Name it YYYY-MM-DD-<slug>-plan.md with the date of the plan.',
    path,
  };
}

function answer(given: GateAnswer, reasons: readonly Reason[]): GateResult {
  return { id: 'G3', answer: given, reasons };
}
