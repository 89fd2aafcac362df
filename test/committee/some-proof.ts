import type { Proof } from '../../src/committee/draft.ts';
import { citableOf, type EvidenceItem } from '../../src/dossier/dossier.ts';
import { type DossierLibrary, EMPTY_LIBRARY } from '../../src/dossier/library.ts';
import type { DossierPart } from '../../src/dossier/part.ts';
import { somePart } from '../dossier/some-dossier.ts';

/** Two functions with one equal line, a removed guard, and a second file that repeats a line. */
export const runPart = somePart('src/run.py', [
  ' def train(rows):',
  '+    mom = close.shift(-1)',
  '+    fee = 0',
  '     fit(rows)',
  ' ',
  ' def trade(rows):',
  '+    fee = 0',
  '-    assert kill_switch.armed()',
  '     fit(rows)',
  '+    place(rows)',
]);
const otherPart = somePart('src/other.py', [' import x', '+    place(rows)'], 'F2');

/** What claims are checked against; a symbol is the last `def` above a line. */
export function someProof(
  evidence: readonly EvidenceItem[] = [],
  parts: readonly DossierPart[] = [runPart, otherPart],
  library: DossierLibrary = EMPTY_LIBRARY,
): Proof {
  const row = { kind: 'test', reading: 'unread', reason: 'binary', changed_lines: 3, read_lines: 0 } as const;
  const coverage = { files: [{ path: 'tests/test_run.py', ...row }], share: 1 };
  return {
    ...citableOf({ parts, coverage }),
    evidence,
    library,
    symbolOf: (path, line, side) => {
      const lines = parts.find((part) => part.path === path)?.lines ?? [];
      const above = lines.filter(({ mark, number }) => (side === 'before' || mark !== '-') && (number ?? 0) <= line);
      return /def (\w+)/.exec(above.findLast(({ text }) => text.startsWith('def '))?.text ?? '')?.[1] ?? null;
    },
  };
}
