import type { Variable } from './records.ts';
import { type Repository, timestamp, type World } from './world.ts';

/** Sets a variable of a repository; null takes it away. */
export function setVariable(world: World, { variables }: Repository, name: string, value: string | null): void {
  const key = name.toUpperCase();
  if (value === null) variables.delete(key);
  else variables.set(key, written(world, variables.get(key), { name: key, value }));
}

/** A variable of an organisation to set. */
export interface SharedVariableOrder {
  readonly name: string;
  /** Null takes it away. */
  readonly value: string | null;
  /** All of the organisation unless told otherwise. */
  readonly repositories?: readonly Repository[];
}

/** Sets a variable of an organisation. */
export function setSharedVariable(world: World, owner: string, order: SharedVariableOrder): void {
  const { sharedVariables: all } = world;
  const name = order.name.toUpperCase();
  const index = all.findIndex((each) => each.owner === owner && each.name === name);
  const [before] = index < 0 ? [] : all.splice(index, 1);
  if (order.value === null) return;
  const reaches = order.repositories?.map(({ id }) => id) ?? null;
  all.push({ ...written(world, before, { name, value: order.value }), owner, reaches });
}

function written(world: World, before: Variable | undefined, now: Pick<Variable, 'name' | 'value'>): Variable {
  const at = timestamp(world.now());
  return { ...now, createdAt: before?.createdAt ?? at, updatedAt: at };
}
