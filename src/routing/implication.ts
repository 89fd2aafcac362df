import type { RowWhen } from '../config/routing-config.ts';

/**
 * Whether every change that one row matches is surely matched by another one too, told from their words alone: each
 * condition of the other stands in the one as strictly. False where that cannot be told.
 */
export function implies(one: RowWhen, other: RowWhen): boolean {
  const isCounting = one.paths !== undefined || one.risk !== undefined;
  return (
    narrows(one.paths, other.paths) &&
    (!isCounting || contains(one.except ?? [], other.except ?? [])) &&
    narrows(one.only, other.only) &&
    (other.none === undefined || contains(one.none ?? [], other.none)) &&
    narrows(one.labels, other.labels) &&
    (other.title === undefined || one.title === other.title) &&
    narrows(one.author, other.author) &&
    narrows(one.base, other.base) &&
    reaches(one.size, other.size) &&
    (narrows(one.adrs, other.adrs) || (one.adrs !== undefined && other.adrs?.includes('any') === true)) &&
    narrows(one.evidence?.map(asText), other.evidence?.map(asText)) &&
    narrows(one.risk, other.risk) &&
    reaches(one.history, other.history)
  );
}

/** Fewer alternatives are stricter. */
function narrows(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return other === undefined || (one !== undefined && contains(other, one));
}

function contains(all: readonly string[], some: readonly string[]): boolean {
  return some.every((word) => all.includes(word));
}

type Counts = Readonly<Record<string, number | undefined>> | undefined;

/** A larger number that must be reached is stricter. */
function reaches(one: Counts, other: Counts): boolean {
  return Object.entries(other ?? {}).every(([key, least]) => least === undefined || (one?.[key] ?? 0) >= least);
}

function asText(asked: NonNullable<RowWhen['evidence']>[number]): string {
  if (typeof asked === 'string') return asked;
  const { rule = '', class: weight = '', severity = '' } = asked;
  return `${rule} ${weight} ${severity}`;
}
