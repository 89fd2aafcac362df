import { ThreadState } from './thread-state.ts';

/** What the first line of a thread of ours says: which finding it is about, and where that finding was last. */
export interface FindingMark {
  readonly finding: string;
  readonly pull: number;
  readonly state: ThreadState;
  /** The commit at which it came into that state; empty when none is known. */
  readonly head: string;
}

/** The first line of a thread of ours: `<!-- conclave:finding F-3fa9c2d1 pr=41 state=open head=a1b2c3d -->`. */
export function findingMarker({ finding, pull, state, head }: FindingMark): string {
  return `<!-- conclave:finding ${finding} pr=${pull} state=${state} head=${hashOf(head)} -->`;
}

const FINDING = /^<!-- conclave:finding (F-[0-9a-f]{8}) pr=(\d+) state=([a-z]+) head=([0-9a-f]*) -->(?:\n|$)/;

/** Reads the first line of a comment; null when it is none of a thread of ours. Who wrote it is another question. */
export function readFindingMarker(body: string): FindingMark | null {
  const [, finding, pull, said, head = ''] = FINDING.exec(body.replaceAll('\r\n', '\n')) ?? [];
  const state = ThreadState.safeParse(said);
  if (finding === undefined || !state.success) return null;
  return { finding, pull: Number(pull), state: state.data, head };
}

/** The first line of a reply of ours that says what became of a finding; it is said once. */
export function turnMarker({ finding, state, head }: Pick<FindingMark, 'finding' | 'state' | 'head'>): string {
  return `<!-- conclave:turn ${finding} state=${state} head=${hashOf(head)} -->`;
}

/** The line of a reply of ours that says which wish of a person it answers; each is answered once. */
export function heardMarker(wish: string): string {
  return `<!-- conclave:heard ${wish.replace(/[^0-9A-Za-z_=:.-]/g, '')} -->`;
}

/** Whether a reply of ours begins with the lines of some marker; markers stand at the top alone. */
export function carriesMarker(body: string, marker: string): boolean {
  for (const line of body.split(/\r?\n/)) {
    if (line === marker) return true;
    if (!line.startsWith('<!-- conclave:')) return false;
  }
  return false;
}

function hashOf(head: string): string {
  return head.replace(/[^0-9a-f]/g, '');
}
