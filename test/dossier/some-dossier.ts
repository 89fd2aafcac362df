import type { ChangedFile, HunkLine } from '../../src/change/change.ts';
import { assembleCoverage } from '../../src/dossier/coverage.ts';
import type { Dossier, EvidenceItem } from '../../src/dossier/dossier.ts';
import { EMPTY_LIBRARY } from '../../src/dossier/library.ts';
import { type DossierPart, readPart } from '../../src/dossier/part.ts';
import type { Hit } from '../../src/evidence/hit.ts';
import { assembleEdits } from '../change/arbitrary-change.ts';

const kinds: Readonly<Record<string, HunkLine['kind']>> = { '+': 'added', '-': 'removed', ' ': 'context' };

/** A changed file written as a diff writes it: each line with `+`, `-` or a space in front. */
export function someFile(path: string, marked: readonly string[], overrides: Partial<ChangedFile> = {}): ChangedFile {
  const edits = marked.map((line) => ({ kind: kinds[line.charAt(0)] ?? 'context', text: line.slice(1) }));
  const patch = assembleEdits({ edits, context: 3, cutBefore: false, cutAfter: false, section: '' });
  const texts = { hunks: patch.hunks, before: patch.before, after: patch.after };
  return { path, previousPath: null, status: 'modified', binary: false, unreadable: null, ...texts, ...overrides };
}

/** The part of such a file. */
export function somePart(path: string, marked: readonly string[], id = 'F1'): DossierPart {
  const reading = readPart(someFile(path, marked));
  if (reading === null) throw new RangeError('a part needs a changed line');
  return { id, path, kind: 'implementation', reading: reading.reading, lines: reading.lines };
}

export const someHit: Hit = {
  rule: 'leak/negative-shift',
  class: 'hard',
  severity: 'blocker',
  code: 'DATA_LEAKAGE',
  skill: 'ml-engineer',
  path: 'src/features.py',
  line: 2,
  side: 'after',
  quote: 'mom = close.shift(-1)',
  message: 'A negative shift reads a future bar.',
  mend: 'Shift by a positive number of bars.',
  record: null,
  allowed: null,
};

export function someItem(overrides: Partial<EvidenceItem> = {}): EvidenceItem {
  return { id: 'E1', ...someHit, cites: [], ...overrides };
}

export function someDossier(overrides: Partial<Dossier> = {}): Dossier {
  return {
    sessionType: 'pr_review',
    subject: 'momentum',
    base: null,
    head: null,
    question: null,
    issue: null,
    description: null,
    parts: [somePart('src/features.py', [' import pandas', '+mom = close.shift(-1)', ' print(mom)'])],
    coverage: assembleCoverage([]),
    evidence: [],
    library: EMPTY_LIBRARY,
    notes: [],
    since: null,
    records: [],
    ...overrides,
  };
}
