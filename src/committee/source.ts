import { z } from 'zod';
import { citedIds, findReference, type Referable, type Reference } from '../dossier/reference.ts';
import type { Claim } from './opinion.ts';

/** What a finding rests on beside its place: a record, a passage, a line or a rule, as a surface links it. */
export const Source = z.strictObject({
  /** Citation id without brackets: `adr:25#decision`. */
  id: z.string(),
  kind: z.enum(['record', 'passage', 'code', 'rule']),
  /** For people: `ADR-25 §Decision`. */
  label: z.string(),
  /** Null for a rule. */
  path: z.string().nullable(),
  line: z.int().positive().nullable(),
});
export type Source = z.infer<typeof Source>;

/** What became of the ids that a claim cites. */
export interface CitedSources {
  readonly references: readonly Reference[];
  /** Ids that nothing in the dossier has. */
  readonly unknown: readonly string[];
}

/** Looks up every id that a claim cites, in its list or in brackets within its words; each is told once. */
export function sourcesOf({ cites, claim, recommendation }: Claim, dossier: Referable): CitedSources {
  const written = [...new Set([...cites, ...citedIds(claim), ...citedIds(recommendation)].map((id) => id.trim()))];
  const references = new Map<string, Reference>();
  const unknown: string[] = [];
  for (const id of written.filter((one) => one !== '')) {
    const found = findReference(id, dossier);
    if (found === null) unknown.push(id);
    else references.set(found.id, found);
  }
  return { references: [...references.values()], unknown };
}

/** A reference as it is kept in the record of a session. */
export function asSource({ id, kind, label, path, line }: Reference): Source {
  return { id, kind, label, path, line };
}
