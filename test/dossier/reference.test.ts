import { describe, expect, it } from 'vitest';
import type { DossierLibrary } from '../../src/dossier/library.ts';
import { citedIds, findReference, type Referable } from '../../src/dossier/reference.ts';
import { someItem, somePart } from './some-dossier.ts';
import { someLibrary, somePassage } from './some-library.ts';

const dossier: Referable = {
  parts: [somePart('src/run.py', [' import pandas', '+mom = close.shift(-1)', '-mom = close', ' print(mom)'])],
  evidence: [someItem({ rule: 'leak/negative-shift' })],
  library: someLibrary,
};

describe('an id of a model', () => {
  it.each<[written: string, id: string, label: string]>([
    ['adr:1', 'adr:1', 'ADR-1 Features use past bars only'],
    ['[adr:1]', 'adr:1', 'ADR-1 Features use past bars only'],
    [' ADR-001 ', 'adr:1', 'ADR-1 Features use past bars only'],
    ['adr:1#decision', 'adr:1#decision', 'ADR-1 §Decision'],
    ['adr:7', 'adr:7', 'ADR-7 §Decision'],
    ['doc:docs/runbook.md#rollback', 'doc:docs/runbook.md#rollback', 'docs/runbook.md §Rollback'],
    ['doc:docs/runbook.md#rollback~2', 'doc:docs/runbook.md#rollback~2', 'docs/runbook.md §Rollback'],
    ['doc:./docs/runbook.md', 'doc:docs/runbook.md#rollback', 'docs/runbook.md §Rollback'],
    ['doc:docs/adr/0001-past-bars.md#decision', 'adr:1#decision', 'ADR-1 §Decision'],
    ['code:src/run.py:2', 'code:src/run.py:2', 'src/run.py:2'],
    ['code:src/run.py:1-3', 'code:src/run.py:1-3', 'src/run.py:1-3'],
    ['rule:leak/negative-shift', 'rule:leak/negative-shift', 'leak/negative-shift'],
  ])('%j refers to %s', (written, id, label) => {
    expect(findReference(written, dossier)).toMatchObject({ id, label });
  });

  it.each([
    'adr:99',
    'adr:1#consequences',
    'adr:',
    'adr:one',
    'doc:docs/other.md',
    'doc:docs/runbook.md#nowhere',
    'doc:docs/runbook.md#roll',
    'code:src/run.py:9',
    'code:src/run.py',
    'code:src/other.py:1',
    'rule:leak/backfill',
    'E1',
    'https://evil.example/adr:1',
    '',
  ])('%j refers to nothing', (written) => {
    expect(findReference(written, dossier)).toBeNull();
  });

  it('shows the words of what it refers to, without removed lines', () => {
    expect(findReference('code:src/run.py:1-3', dossier)?.text).toBe(
      'import pandas\nmom = close.shift(-1)\nprint(mom)',
    );
    expect(findReference('adr:1', dossier)?.text).toContain('no negative period');
  });

  it('names a record that binds by its title also where none of its passages is offered', () => {
    const library: DossierLibrary = { ...someLibrary, passages: [] };

    expect(findReference('adr:1', { ...dossier, library })).toMatchObject({ kind: 'record', line: 19 });
  });

  it('of a record by another anchor of the same beginning is not taken for it', () => {
    const library = { ...someLibrary, passages: [somePassage({ id: 'adr:12#decision', path: 'docs/adr/0012.md' })] };

    expect(findReference('adr:1', { ...dossier, library: { ...library, decisions: [] } })).toBeNull();
  });
});

describe('ids within a text', () => {
  it('are those in square brackets, each once', () => {
    const text =
      'As [adr:1], [code:app/[slug]/page.tsx:3] and [doc:docs/a b.md#x] say, [adr:1]; not adr:2, [x], [see](adr:3) or [adr:\n4].';

    expect(citedIds(text)).toEqual(['adr:1', 'code:app/[slug]/page.tsx:3', 'doc:docs/a b.md#x']);
  });
});
