import { bindingInvariants } from '../adr/standing.ts';
import type { Change } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { firstPartyModules } from '../evidence/first-party.ts';
import type { Surroundings } from '../evidence/surroundings.ts';
import { isAppError } from '../kernel/app-error.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { GroundFiles } from './ground-texts.ts';
import { readRecords } from './read-records.ts';

/** A change, and where the files around it are read. */
export interface AroundChange {
  /** Null when no repository is known; then only the change tells anything. */
  readonly files: GroundFiles | null;
  /** The commit of the base branch that instructs; null without a repository. */
  readonly base: string | null;
  /** The commit after the change; null for a diff, around which the base stands. */
  readonly head: string | null;
  readonly config: Pick<ConclaveConfig, 'critical' | 'evidence' | 'knowledge'>;
  readonly change: Change;
}

/** Reads all that rules have to know of the repository around a change, invariants from the records at the base. */
export async function readSurroundings(around: AroundChange): Promise<Surroundings> {
  return { ...(await readAround(around)), invariants: await readInvariants(around) };
}

/**
 * Reads what rules have to know beside the records: requirement files and module names as they stand after the change.
 * Where the files of the repository cannot be listed, no requirement file has a text, since nobody could tell an
 * undeclared package from a module of the repository.
 */
export async function readAround(around: AroundChange): Promise<Omit<Surroundings, 'invariants'>> {
  const paths = await pathsAfter(around);
  const known = paths ?? around.change.files.map(({ path }) => path);
  const wanted = requirementPaths(around.config.evidence.requirements, known);
  const texts = paths === null ? new Map<string, string>() : await readAfter(around, wanted);
  return {
    critical: around.config.critical,
    requirements: wanted.map((path) => ({ path, text: texts.get(path) ?? null })),
    firstParty: firstPartyModules(known),
  };
}

async function readInvariants({ files, base, config }: AroundChange): Promise<Surroundings['invariants']> {
  if (files === null || base === null) return [];
  return bindingInvariants(await readRecords(files, base, config.knowledge.adrs));
}

/** Paths of all files after the change; null when they are not known. */
async function pathsAfter({ files, base, head, change }: AroundChange): Promise<readonly string[] | null> {
  const commit = head ?? base;
  if (files === null || commit === null) return null;
  try {
    const listed = await files.listFiles(commit, '');
    return head === null ? applyTo(listed, change) : listed;
  } catch (error) {
    if (isAppError(error) && isForGood(error)) return null;
    throw error;
  }
}

/** A repository too large to be listed, or a diff that does not fit it, stays so; a service that is away comes back. */
function isForGood({ code, facts }: { code: string; facts: { passing?: boolean } }): boolean {
  return code === 'bad-input' || (code === 'outside-failed' && facts.passing !== true);
}

function applyTo(paths: readonly string[], { files }: Change): readonly string[] {
  const gone = new Set(
    files.flatMap(({ path, previousPath, status }) => (status === 'deleted' ? [path] : [previousPath])),
  );
  const there = files.filter(({ status }) => status !== 'deleted').map(({ path }) => path);
  return [...new Set([...paths.filter((path) => !gone.has(path)), ...there])].sort();
}

/** An entry without wildcard is a path from the root, which is told too when there is no such file. */
function requirementPaths(entries: readonly string[], paths: readonly string[]): readonly string[] {
  const patterns = entries.filter((entry) => WILD.test(entry));
  const plain = entries.filter((entry) => !WILD.test(entry)).map((entry) => entry.replace(/^\.?\//, ''));
  return [...new Set([...plain, ...paths.filter((path) => matchesAny(path, patterns))])];
}

const WILD = /[*?[\]{}\\]/;

/** Texts after the change; what a diff changes is known from the diff alone. */
async function readAfter(
  { files, base, head, change }: AroundChange,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const changed = new Map(head === null ? change.files.map((file) => [file.path, file.after]) : []);
  const commit = head ?? base;
  const others = paths.filter((path) => !changed.has(path));
  const readings = files === null || commit === null ? null : await files.readFiles(commit, others);
  return new Map(
    paths.flatMap((path) => {
      const reading = readings?.get(path);
      const text = changed.get(path) ?? (reading?.kind === 'text' ? reading.text : null);
      return text === null ? [] : [[path, text]];
    }),
  );
}
