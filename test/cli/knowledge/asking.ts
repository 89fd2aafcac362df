import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../adapters/git/scratch-repository.ts';
import { type Ending, run } from '../running.ts';

/** What the documents of the tests answer. */
export const QUESTION = 'how do we roll back a model';

interface Asking {
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
}

/** Runs a verb of `conclave knowledge` with a cache of its own, unless told otherwise. */
export function ask(
  folder: string,
  argv: readonly string[],
  { environment = {}, columns = 80 }: Asking = {},
): Promise<Ending> {
  const cache = { CONCLAVE_CACHE: join(makeFolder(), 'cache') };
  return run(['knowledge', ...argv], { folder, columns, environment: { ...cache, ...environment } });
}

const Answer = z.object({
  found: z.array(z.object({ id: z.string(), lexical: z.number().nullable(), vector: z.number().nullable() })),
});

/** The passages of an answer in JSON. */
export function foundIn(output: string): z.infer<typeof Answer>['found'] {
  return Answer.parse(JSON.parse(output)).found;
}
