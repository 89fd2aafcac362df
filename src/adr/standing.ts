import { folderOf } from './file-name.ts';
import type { BindingInvariant } from './invariant.ts';
import type { DecisionRecord } from './record.ts';

/** Whether a record says of itself that another one took its place. */
export function isSuperseded({ status, claims }: DecisionRecord): boolean {
  return status === 'superseded' || claims.some(({ kind }) => kind === 'superseded-by');
}

/**
 * The records that hold: accepted or amended, and superseded neither by their own word nor by that of another record that
 * holds, since where only one of the two says so it is superseded all the same.
 */
export function holdingRecords(records: readonly DecisionRecord[]): readonly DecisionRecord[] {
  const standing = records.filter((record) => isAccepted(record) && !isSuperseded(record));
  const replaced = new Set(standing.flatMap((record) => replacedBy(record, records)));
  return standing.filter(({ path }) => !replaced.has(path));
}

/** Paths of other records; an id without a link means a record of the same folder. */
function replacedBy(record: DecisionRecord, records: readonly DecisionRecord[]): readonly string[] {
  const targets = record.claims.filter(({ kind }) => kind === 'supersedes').flatMap((claim) => claim.targets);
  return targets.flatMap(({ path, id }) => {
    const others = records.filter((other) => other !== record);
    const linked = others.filter((other) => other.path === path);
    const near = others.filter((other) => other.number === id && folderOf(other.path) === folderOf(record.path));
    return (linked.length > 0 || id === null ? linked : near).map((other) => other.path);
  });
}

/** The invariants that hold, each with its record. */
export function bindingInvariants(records: readonly DecisionRecord[]): readonly BindingInvariant[] {
  return holdingRecords(records).flatMap(({ number, title, path, invariants }) =>
    invariants.map((invariant) => ({ invariant, record: { number, title, path } })),
  );
}

function isAccepted({ status }: DecisionRecord): boolean {
  return status === 'accepted' || status === 'amended';
}
