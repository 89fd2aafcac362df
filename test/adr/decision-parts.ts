import type { Invariant } from '../../src/adr/invariant.ts';
import type { DecisionRecord, RecordClaim } from '../../src/adr/record.ts';
import type { ChangedFile, FileStatus } from '../../src/change/change.ts';
import { compareTexts } from '../../src/change/compare-texts.ts';

/** An accepted record by its number; what is not given is empty. */
export function someRecord(number: number, given: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    kind: 'record',
    number,
    title: `Decision ${number}`,
    path: `docs/adr/${String(number).padStart(4, '0')}-decision.md`,
    heading: { text: `${number}. Decision ${number}`, line: 1 },
    status: 'accepted',
    statusWords: { text: 'Accepted', line: 3 },
    date: '2026-01-02',
    dateWords: { text: '2026-01-02', line: 4 },
    sections: [],
    invariants: [],
    paths: [],
    components: [],
    links: [],
    claims: [],
    supersedes: [],
    supersededBy: [],
    flaws: [],
    ...given,
  };
}

/** A claim on records by their numbers. */
export function claims(kind: RecordClaim['kind'], ...ids: readonly number[]): RecordClaim {
  return { kind, targets: ids.map((id) => ({ path: null, id })), line: 5 };
}

/** An invariant that forbids a module below some globs. */
export function forbids(id: string, ...appliesTo: readonly string[]): Invariant {
  return { id, line: 20, appliesTo, message: null, rule: 'forbid-import', modules: ['requests'] };
}

/** A section in which some words stand. */
export function section(text: string): DecisionRecord['sections'][number] {
  return { kind: 'context', heading: 'Context', line: 6, level: 2, text, isEmpty: false };
}

/** A file as a change leaves it; null before for an added one, null after for a deleted one. */
export function fileOf(path: string, before: string | null, after: string | null): ChangedFile {
  const status: FileStatus = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  const hunks = compareTexts(before ?? '', after ?? '');
  return { path, previousPath: null, status, binary: false, before, after, hunks, unreadable: null };
}
