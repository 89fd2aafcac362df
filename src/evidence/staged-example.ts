import type { BindingInvariant } from '../adr/invariant.ts';
import { readRecord } from '../adr/reading.ts';
import type { ChangedFile } from '../change/change.ts';
import type { Example } from './example.ts';
import type { Surroundings } from './surroundings.ts';
import { changedFile } from './whole-file.ts';

/** What an example shows, in the form in which rules read it. */
export interface ShownFile {
  readonly file: ChangedFile;
  readonly change: { readonly files: readonly ChangedFile[] };
  readonly surroundings: Surroundings;
}

/** Stages an example; a file without a path of its own gets the given one. */
export function stageExample(example: Example, path: string): ShownFile {
  const shown = typeof example === 'string' ? { after: example } : example;
  const file = changedFile(shown.path ?? path, shown.before ?? null, shown.after ?? null);
  const others = Object.entries(shown.others ?? {}).map(([other, text]) => changedFile(other, null, text));
  return {
    file,
    change: { files: [file, ...others] },
    surroundings: {
      critical: shown.critical ?? [],
      requirements: Object.entries(shown.requirements ?? {}).map(([name, text]) => ({ path: name, text })),
      firstParty: shown.firstParty ?? [],
      invariants: Object.entries(shown.records ?? {}).flatMap(([name, text]) => invariantsOf(name, text)),
    },
  };
}

function invariantsOf(path: string, text: string): readonly BindingInvariant[] {
  const record = readRecord(path, text);
  return record.kind === 'record' ? record.invariants.map((invariant) => ({ invariant, record })) : [];
}
