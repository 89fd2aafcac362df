import type { Change, ChangedFile, HunkLine } from '../../src/change/change.ts';
import { type ConclaveConfig, parseConfig } from '../../src/config/config.ts';
import type { GateResult, Reason } from '../../src/gates/gate.ts';
import type { GuardedFiles, GuardedPull } from '../../src/gates/guarded-pull.ts';
import { judgeGates } from '../../src/gates/judge-gates.ts';

/** A pull request that passes G1 and G2, with what a test says otherwise. */
export function somePull(given: Partial<GuardedPull> = {}): GuardedPull {
  return {
    title: 'fix(broker): round the size down to the lot step',
    body: 'Closes #41\n',
    headBranch: 'fix/lot-step',
    home: { host: 'github.com', owner: 'acme', name: 'quant' },
    fork: false,
    headApproved: false,
    ...given,
  };
}

/** A configuration from the lines behind `version: 1`; the defaults without any. */
export function someConfig(text: string | null = null): ConclaveConfig {
  return parseConfig(text === null ? null : `version: 1\n${text}`);
}

/** A changed file without text. */
export function someFile(path: string, given: Partial<ChangedFile> = {}): ChangedFile {
  return {
    path,
    previousPath: null,
    status: 'modified',
    binary: false,
    before: null,
    after: null,
    hunks: [],
    unreadable: null,
    ...given,
  };
}

/** A Python file whose lines are all added, or only those of the given numbers. */
export function somePython(path: string, text: string, added?: readonly number[]): ChangedFile {
  const texts = text.split('\n');
  const lines = texts.map((line, index): HunkLine => {
    const isAdded = added === undefined || added.includes(index + 1);
    return { kind: isAdded ? 'added' : 'context', before: isAdded ? null : index + 1, after: index + 1, text: line };
  });
  const hunk = { oldStart: 1, oldLines: 0, newStart: 1, newLines: texts.length, section: '', lines };
  return someFile(path, { after: text, hunks: [hunk] });
}

/** A change of files that are told, or of paths alone. */
export function someChange(...files: readonly (ChangedFile | string)[]): Change {
  const told = files.map((file) => (typeof file === 'string' ? someFile(file) : file));
  return { name: 'change', base: 'base', head: 'head', files: told };
}

/** Files for the gates, with texts of the head commit by path. */
export function someFiles(
  change: Change,
  given: { readonly base?: readonly string[]; readonly texts?: Readonly<Record<string, string>> } = {},
): GuardedFiles {
  const texts = Object.entries(given.texts ?? {});
  return {
    change,
    base: new Set(given.base ?? []),
    head: new Set(texts.map(([path]) => path)),
    texts: new Map(texts.map(([path, text]) => [path, { kind: 'text', text }])),
  };
}

/** The answer of one gate. */
export function answerOf(
  gate: GateResult['id'],
  pull: Partial<GuardedPull>,
  files: GuardedFiles = someFiles(someChange('src/strategies/momentum.py')),
  config: ConclaveConfig = someConfig(),
): GateResult {
  const result = judgeGates(somePull(pull), files, config).find(({ id }) => id === gate);
  if (result === undefined) throw new Error(`no gate ${gate}`);
  return result;
}

/** The reasons of one level. */
export function reasonsOf({ reasons }: GateResult, level: Reason['level']): readonly Reason[] {
  return reasons.filter((reason) => reason.level === level);
}
