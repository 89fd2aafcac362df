import type { RecordCitation } from '../evidence/scene.ts';
import type { Passage } from '../knowledge/passage.ts';

/** The id by which a record is cited; of two with one number only the first is cited by it, which its passages tell. */
export function citedIdOf({ id, path }: RecordCitation, passages: readonly Passage[]): string {
  const placed = passages.find((passage) => passage.path === path);
  if (placed === undefined) return id;
  return placed.record === null ? `doc:${path}` : `adr:${placed.record}`;
}
