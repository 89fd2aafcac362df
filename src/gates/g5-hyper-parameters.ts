import type { Change, ChangedFile } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { hyperParameterNames } from '../config/gates-config.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GuardedPull } from './guarded-pull.ts';
import { isLongEnough, LEAST_ALLOW_REASON } from './literal/allow-comment.ts';
import type { GivenLiteral } from './literal/given-literal.ts';
import { nameList, type PythonReading, readPython } from './literal/python-file.ts';
import { pathsOf } from './touched-paths.ts';

/** Whether G5 reads the text of a path: Python below its folders and not ignored. */
export function isGuardedPython(path: string, { gates }: Pick<ConclaveConfig, 'gates'>): boolean {
  const { when, ignore } = gates.g5;
  return /\.(?:py|pyi|pyw)$/i.test(path) && matchesAny(path, when) && !matchesAny(path, ignore);
}

/** The files in which an added line may give a hyper-parameter a number. */
export function guardedPythonFiles({ files }: Change, config: Pick<ConclaveConfig, 'gates'>): readonly ChangedFile[] {
  return files.filter(({ path, status }) => status !== 'deleted' && isGuardedPython(path, config));
}

/** Reads the files of a change that G5 asks about, or a part of them; the costly half of its question. */
export function readGuardedPython(
  files: readonly ChangedFile[],
  { gates }: Pick<ConclaveConfig, 'gates'>,
): readonly PythonReading[] {
  const names = nameList(hyperParameterNames(gates));
  return files.map((file) => readPython(file, names)).filter((reading) => reading !== null);
}

/** A change with what was read of its Python files. */
export interface ReadChange {
  readonly change: Change;
  readonly readings: readonly PythonReading[];
}

/** G5: no added line of the training code gives a hyper-parameter a literal number. */
export function judgeHyperParameters(
  pull: GuardedPull,
  { change, readings }: ReadChange,
  config: ConclaveConfig,
): GateResult {
  const { when } = config.gates.g5;
  const isAwake = change.files.some((file) => pathsOf(file).some((path) => matchesAny(path, when)));
  if (!isAwake) return { id: 'G5', answer: 'exempt', reasons: [remark('untouched', 'no training code is touched')] };
  const reasons = readings.flatMap((reading) => reasonsOf(reading, pull, config));
  if (reasons.some(({ level }) => level === 'failure')) return { id: 'G5', answer: 'fail', reasons };
  if (reasons.length > 0) return { id: 'G5', answer: 'waived', reasons };
  const { length } = guardedPythonFiles(change, config);
  const read = length === 1 ? '1 Python file was read' : `${length} Python files were read`;
  return { id: 'G5', answer: 'pass', reasons: [remark('none', `no literal hyper-parameter; ${read}`)] };
}

function remark(key: string, text: string): Reason {
  return { level: 'notice', key, text };
}

function reasonsOf(reading: PythonReading, pull: GuardedPull, config: ConclaveConfig): readonly Reason[] {
  const literals = reading.literals.map((literal) => judgeLiteral(literal, reading, allowanceFor(pull, config)));
  return [...literals, ...(reading.unread === null ? [] : [unread(reading.path, reading.unread)])];
}

/** Whether allow comments count, and if not, why. */
type Allowance = { readonly counts: true } | { readonly counts: false; readonly why: string };

function allowanceFor({ fork, headApproved }: GuardedPull, { gates }: ConclaveConfig): Allowance {
  if (!gates.g5.inline_allow) return { counts: false, why: 'this repository lets no allow comment count' };
  if (!fork || headApproved) return { counts: true };
  return { counts: false, why: 'on a fork the allow comment counts only when this head has an approving review' };
}

function judgeLiteral(literal: GivenLiteral, { path, allowances }: PythonReading, allowance: Allowance): Reason {
  const { name, line } = literal;
  const reason = allowances.get(line);
  const place = { path, line };
  if (reason !== undefined && allowance.counts && isLongEnough(reason)) {
    return { level: 'notice', key: `allowed ${name}`, text: `${shown(literal)} is allowed: "${reason}"`, ...place };
  }
  const but = reason === undefined ? '' : `; ${whyNot(reason, allowance)}`;
  return {
    level: 'failure',
    key: `literal ${name.toLowerCase()}`,
    text: `${shown(literal)} is a hyper-parameter that stands in code${but}.`,
    mend: mendFor(name, allowance),
    ...place,
  };
}

function shown({ name, value }: GivenLiteral): string {
  return `${name} = ${value}`;
}

function whyNot(reason: string, allowance: Allowance): string {
  if (!allowance.counts) return allowance.why;
  return `its allow comment has ${Array.from(reason).length} of at least ${LEAST_ALLOW_REASON} characters of reason`;
}

function mendFor(name: string, allowance: Allowance): string {
  const mend = `Read ${name} from the configuration without a default in code`;
  if (!allowance.counts) return `${mend}.`;
  return `${mend}, or write on this line: # conclave: allow G5 and a reason of ${LEAST_ALLOW_REASON} characters.`;
}

function unread(path: string, { why, line }: NonNullable<PythonReading['unread']>): Reason {
  return {
    level: 'failure',
    key: 'unread',
    text: `This file cannot be read${line === null ? '' : ' whole'}, so nobody knows which numbers it sets: ${why}.`,
    mend: 'Make it a Python file of UTF-8 text that can be parsed, or have the gate waived.',
    path,
    ...(line !== null && { line }),
  };
}
