import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Cases = z.object({
  cases: z.array(z.object({ id: z.string(), kind: z.string(), input: z.record(z.string(), z.unknown()) })),
});

const path = join(import.meta.dirname, '../../fixtures/cases/ops.json');
const { cases } = Cases.parse(JSON.parse(readFileSync(path, 'utf8')));

/** The input of a case of the shared collection, with some of its keys replaced. */
export function inputOf(
  id: string,
  changed: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return { ...found.input, ...changed };
}
