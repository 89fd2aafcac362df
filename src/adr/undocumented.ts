import type { Change, ChangedFile } from '../change/change.ts';
import { classifyFile } from '../change/file-kind.ts';
import { compareText } from '../kernel/compare-text.ts';
import { type Glob, matchesAny } from '../kernel/glob.ts';
import { findContractChange } from './undocumented/contract.ts';
import { readDags } from './undocumented/dag.ts';
import { readDependencies } from './undocumented/dependency.ts';
import { readInfrastructure } from './undocumented/infrastructure.ts';
import { readManifest } from './undocumented/manifest.ts';
import { readQueues } from './undocumented/queue.ts';
import { readServices } from './undocumented/service.ts';
import { type DecisionKind, type ReadSigns, type Sign, type TwoSides, twoSidesOf } from './undocumented/sign.ts';
import { readTables } from './undocumented/table.ts';

/** What is known of the repository's own records and packages, beside the change. */
export interface QuestionContext {
  /** Whether the repository keeps records at all; one that keeps none is asked nothing. */
  readonly hasRecords: boolean;
  /** Where records stand, so that one that the change brings is seen. */
  readonly recordGlobs: readonly Glob[];
  /** What is known from elsewhere at the base, as `declaredNames` reads it; may be empty. */
  readonly known?: readonly DeclaredName[];
}

/** A package, service, table and so on, by its name. */
export type DeclaredName = Pick<Sign, 'kind' | 'name'>;

/** A question about a decision that a change seems to take without a record; it asks and never blocks. */
export interface DecisionQuestion {
  readonly kind: DecisionKind;
  /** What the change brings: the name of the service, package, table. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly question: string;
  /** What a record on it would say. */
  readonly write: string;
}

/** Longest text that is looked at; a longer one was not written by hand. */
const LONGEST = 500_000;
/** More questions than these nobody answers. */
const MOST_QUESTIONS = 20;

const READERS: readonly ReadSigns[] = [
  readServices,
  readManifest,
  readDependencies,
  readDags,
  readTables,
  readQueues,
  readInfrastructure,
];

/**
 * Asks about what looks like a decision without a record: a service, a package, a DAG, a table, a queue or a kind of
 * infrastructure that the repository did not declare before, and a public contract that changed. Nothing is asked where
 * the change adds or edits a record, where there are no records at all, of tests, examples and lock files, and of a file
 * whose two texts are not both known. YAML is parsed; TOML, Python and the rest are read by their lines, which sees what
 * is written out and misses what is computed. A name that another file of the change declared before is not new.
 */
export function askForRecords(change: Pick<Change, 'files'>, context: QuestionContext): readonly DecisionQuestion[] {
  if (!context.hasRecords || change.files.some(({ path }) => matchesAny(path, context.recordGlobs))) return [];
  const files = change.files.filter(isWrittenHere).flatMap((file) => twoSidesOf(file) ?? []);
  const known = new Set([...(context.known ?? []), ...change.files.flatMap(declaredBefore)].map(keyOf));
  const asked = new Set<string>();
  const questions = files.flatMap((file) =>
    signsOf(file).flatMap((sign): readonly DecisionQuestion[] => {
      const key = keyOf(sign);
      if (asked.has(key) || known.has(key)) return [];
      asked.add(key);
      return [{ ...sign, path: file.path, ...wordsOf(sign, file) }];
    }),
  );
  return questions.sort(compareQuestions).slice(0, MOST_QUESTIONS);
}

const LISTS =
  /(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|package\.json|go\.mod|cargo\.toml|procfile|(?:docker-)?compose[^/]*\.ya?ml|[^/]+\.tf)$/i;

/** Whether a file lists packages, services or infrastructure, so that what it holds at the base is worth to be known. */
export function isListing(path: string): boolean {
  return LISTS.test(path);
}

/** What files at the base declare, so that nothing of it is asked about when it comes up in another file. */
export function declaredNames(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly DeclaredName[] {
  return files.flatMap(({ path, text }) => (text.length > LONGEST ? [] : declaredIn(path, text)));
}

const ELSEWHERE = /(?:^|\/)(?:examples?|samples?|fixtures?|sandbox|playground)\//;

function isWrittenHere(file: ChangedFile): boolean {
  const { kind, aside } = classifyFile(file);
  return kind !== 'test' && kind !== 'docs' && aside === null && !ELSEWHERE.test(file.path) && !file.binary;
}

function declaredBefore({ path, previousPath, before }: ChangedFile): readonly Sign[] {
  return before === null || before.length > LONGEST ? [] : declaredIn(previousPath ?? path, before);
}

/** A contract is asked about when it changes, everything else when it comes. */
function signsOf(file: TwoSides): readonly Sign[] {
  if (file.after.length > LONGEST) return [];
  const contract = findContractChange(file);
  return [...declaredIn(file.path, file.after), ...(contract === null ? [] : [contract])];
}

function declaredIn(path: string, text: string): readonly Sign[] {
  return READERS.flatMap((read) => read(path, text));
}

function keyOf({ kind, name }: Pick<Sign, 'kind' | 'name'>): string {
  return `${kind} ${name.toLowerCase()}`;
}

interface Words {
  readonly question: string;
  readonly write: string;
}

const WRITE: Readonly<Record<DecisionKind, string>> = {
  service: 'what it does that no service here did, who owns and watches it, and what happens when it is down',
  dependency: 'what it is needed for, what else was looked at, its licence, and who follows its updates',
  dag: 'what it produces and for whom, when it may run, and what a failed or late run means',
  table: 'which data it holds and for how long, who writes and reads it, and how it can be taken back',
  queue: 'who writes and reads it, in which order and how often a message may come, and what happens to one that fails',
  contract: 'who relies on it, whether the old form still works, and until when',
  infrastructure: 'what it is needed for, what it costs, who runs it, and what else was looked at',
};

const BRINGS: Readonly<Record<Exclude<DecisionKind, 'contract'>, string>> = {
  service: 'the service',
  dependency: 'the dependency',
  dag: 'the DAG',
  table: 'the table',
  queue: 'the queue or topic',
  infrastructure: 'a kind of infrastructure,',
};

function wordsOf({ kind, name }: Sign, { isNew }: TwoSides): Words {
  const what =
    kind === 'contract'
      ? `The public contract ${name} is ${isNew ? 'new' : 'another one now'}`
      : `The change brings ${BRINGS[kind]} ${name}`;
  return { question: `${what}. Was that decided, and does it need a record?`, write: `Write ${WRITE[kind]}.` };
}

const ORDER: readonly DecisionKind[] = ['service', 'contract', 'table', 'queue', 'dag', 'infrastructure', 'dependency'];

function compareQuestions(left: DecisionQuestion, right: DecisionQuestion): number {
  return (
    ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) || compareText(left.path, right.path) || left.line - right.line
  );
}
