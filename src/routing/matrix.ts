import type { ConclaveConfig } from '../config/config.ts';
import { type RoutingEntry, type RoutingRow, routingEntries } from '../config/routing-config.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Glob } from '../kernel/glob.ts';

/** A row of the matrix, and where a person finds it. */
export interface MatrixRow extends RoutingRow {
  readonly from: 'default' | 'repository';
  /** `file:line`. */
  readonly where: string;
}

/** Path patterns by the name of their area. */
export type Areas = Readonly<Record<string, readonly Glob[]>>;

/** Every row that counts for a repository, in order, and what its areas stand for. */
export interface RoutingMatrix {
  readonly rows: readonly MatrixRow[];
  readonly areas: Areas;
}

/** The names that a row may use. */
export interface KnownNames {
  /** Short names of the skills, in the order of their seats. */
  readonly experts: readonly string[];
  /** Ids of the evidence rules that run; null where they are not known. */
  readonly rules: readonly string[] | null;
}

/** What of a configuration makes the matrix. */
export type RoutingSettings = Pick<ConclaveConfig, 'routing' | 'routingPlaces' | 'areas' | 'gates' | 'knowledge'>;

/**
 * Joins the rows of a repository with the built-in ones: these where the file has none, or where it includes them.
 * Throws an AppError `bad-config` when two rows have one name.
 */
export function assembleMatrix(settings: RoutingSettings, builtIn: readonly MatrixRow[]): RoutingMatrix {
  const entries = routingEntries(settings.routing);
  const placed = entries.map((entry, index) => ({ entry, where: settings.routingPlaces[index] ?? '' }));
  refuseTwoIncludes(placed);
  const rows =
    placed.length === 0
      ? builtIn
      : placed.flatMap(({ entry, where }) =>
          'include' in entry ? builtIn : [{ ...entry, where, from: 'repository' as const }],
        );
  refuseNamesakes(rows);
  const areas = {
    ...settings.areas,
    dossiers: [settings.gates.g3.dossiers],
    records: settings.knowledge.adrs,
  };
  return { rows, areas };
}

/** What a path of a row stands for: itself, or the patterns of the area that it names. */
export function globsOf(path: string, areas: Areas): readonly Glob[] {
  return path.startsWith('$') ? (areas[path.slice(1)] ?? []) : [path];
}

interface Placed {
  readonly entry: RoutingEntry;
  readonly where: string;
}

function refuseTwoIncludes(placed: readonly Placed[]): void {
  const [first, second] = placed.filter(({ entry }) => 'include' in entry);
  if (first === undefined || second === undefined) return;
  throw new AppError('bad-config', 'the built-in rows are included twice', {
    where: second.where,
    expected: `"include: defaults" once; it stands already at ${first.where}`,
  });
}

/** Rows are named in verdicts, where a name must mean one of them. */
function refuseNamesakes(rows: readonly MatrixRow[]): void {
  const seen = new Map<string, MatrixRow>();
  for (const row of rows) {
    const other = seen.get(row.id);
    if (other !== undefined) throw namesakes(other, row);
    seen.set(row.id, row);
  }
}

function namesakes(one: MatrixRow, other: MatrixRow): AppError {
  const [own, known] = other.from === 'repository' ? [other, one] : [one, other];
  return new AppError('bad-config', `two routing rows are called "${own.id}"`, {
    where: own.where,
    expected: `another name; ${known.from === 'default' ? 'a built-in row' : 'the other row'} has it at ${known.where}`,
    ...(known.from === 'default' && {
      advice: 'A row cannot replace a built-in one: rename it, or leave "include: defaults" out and list the rows.',
    }),
  });
}
