import { describe, expect, it } from 'vitest';
import type { BindingInvariant } from '../../../src/adr/invariant.ts';
import { findBrokenInvariants } from '../../../src/evidence/invariant/broken-invariants.ts';
import { sceneOf } from '../scene-of.ts';
import { around, binding } from './some-invariant.ts';

describe('invariants of several records', () => {
  const forbidden = binding({ rule: 'forbid-pattern', pattern: 'requests' }, { message: 'No network here.' });
  const imported: BindingInvariant = {
    ...binding({ rule: 'forbid-import', modules: ['requests'] }, { line: 12 }),
    record: { number: null, title: 'Sandbox', path: 'docs/adr/sandbox.md' },
  };
  const scene = (...invariants: BindingInvariant[]) =>
    sceneOf({ path: 'src/a.py', before: null, after: 'import requests\n' }, around(...invariants));

  it('are told in one hit on one line, with the first as its record', () => {
    expect(findBrokenInvariants(scene(imported, forbidden))).toEqual([
      {
        line: 1,
        side: 'after',
        message: '`requests` is imported here, which `docs/adr/sandbox.md` forbids. No network here.',
        mend: 'Do without `requests` here, or change `docs/adr/sandbox.md` first. Write it in another way, or change ADR-25 first.',
        record: { id: 'doc:docs/adr/sandbox.md', title: 'Sandbox', path: 'docs/adr/sandbox.md', line: 12 },
      },
    ]);
  });

  it('are told once each', () => {
    const [found] = findBrokenInvariants(scene(forbidden, forbidden));

    expect(found?.message).toBe('No network here.');
  });

  it('ask only the paths they apply to; a file that moves away is asked for what has to change with it', () => {
    const elsewhere = binding({ rule: 'forbid-pattern', pattern: 'requests' }, { appliesTo: ['strategies/**'] });
    const file = { path: 'src/a.py', previousPath: 'strategies/a.py', before: 'x = 1\n', after: 'x = 1\nrequests\n' };

    expect(findBrokenInvariants(scene(elsewhere))).toEqual([]);
    expect(findBrokenInvariants(sceneOf(file, around(elsewhere)))).toEqual([]);
  });
});
