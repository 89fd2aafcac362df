import { z } from 'zod';
import { ConfigFile } from '../../src/config/config.ts';

/** One key that a configuration file may hold, with the keys under it. */
export interface ConfigKey {
  readonly name: string;
  /** From the top of the file: `committee.models.first`. */
  readonly path: string;
  /** The schema without its default: what a value must be. */
  readonly schema: z.core.$ZodType;
  readonly description: string;
  /** What holds when the file does not name the key; a required key has the only value it may have. */
  readonly fallback: unknown;
  /** Empty for a key that holds a value; a mapping with fixed keys has these. */
  readonly keys: readonly ConfigKey[];
  readonly isMapping: boolean;
}

/** The keys of `.github/conclave.yml`, or of another file with a version, in the order of the schema. */
export function configKeys(schema: z.ZodObject = ConfigFile): readonly ConfigKey[] {
  return keysUnder(schema, '', schema.parse({ version: 1 }));
}

const Mapping = z.record(z.string(), z.unknown());

function keysUnder(schema: z.ZodObject, parent: string, fallbacks: unknown): readonly ConfigKey[] {
  const values = Mapping.parse(fallbacks);
  return Object.entries(schema.shape).map(([name, wrapped]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    const { inner, description } = unwrap(wrapped);
    const fallback = values[name];
    const isMapping = inner instanceof z.ZodObject;
    const keys = isMapping ? keysUnder(inner, path, fallback) : [];
    return { name, path, schema: inner, description, fallback, keys, isMapping };
  });
}

/** The outermost description counts, since an inner one may speak of a type that several keys share. */
function unwrap(schema: z.core.$ZodType): { readonly inner: z.core.$ZodType; readonly description: string } {
  const own = z.globalRegistry.get(schema)?.description;
  if (!(schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)) {
    return { inner: schema, description: own ?? '' };
  }
  const { inner, description } = unwrap(schema.unwrap());
  return { inner, description: own ?? description };
}
