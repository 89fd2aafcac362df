import type { RecordCitation } from './scene.ts';

/** A record by its id and title, without the number that many titles repeat: `adr:30 Features ask nobody`. */
export function recordWords({ id, title }: Pick<RecordCitation, 'id' | 'title'>): string {
  const bare = title.replace(/^\s*(?:ADR[\s-]*)?\d+\s*[.:)—–-]\s*/i, '').trim();
  return `${id} ${bare}`.trim();
}
