import type { DossierLibrary, DossierPassage } from '../../src/dossier/library.ts';

/** A passage of a runbook unless told otherwise. */
export function somePassage(overrides: Partial<DossierPassage> = {}): DossierPassage {
  return {
    id: 'doc:docs/runbook.md#rollback',
    path: 'docs/runbook.md',
    line: 10,
    endLine: 14,
    headings: ['Runbook', 'Rollback'],
    text: 'Roll back by the launcher, never by hand.',
    skills: ['ops'],
    ...overrides,
  };
}

/** One binding record with its decision, a record that is only quoted, and a runbook in two pieces. */
export const someLibrary: DossierLibrary = {
  decisions: [
    {
      id: 'adr:1',
      title: 'Features use past bars only',
      path: 'docs/adr/0001-past-bars.md',
      line: 19,
      whys: ['names src/features/** on line 36, and the change touches src/features/momentum.py'],
    },
  ],
  passages: [
    somePassage({
      id: 'adr:1#decision',
      path: 'docs/adr/0001-past-bars.md',
      line: 17,
      endLine: 22,
      headings: ['1. Features use past bars only', 'Decision'],
      text: 'In `src/features/` there is no negative period.',
      skills: ['ml-engineer', 'architect'],
    }),
    somePassage({
      id: 'adr:7#decision',
      path: 'docs/adr/0007-one-clock.md',
      headings: ['7. One clock', 'Decision'],
      text: 'All hosts use UTC.',
    }),
    somePassage(),
    somePassage({ id: 'doc:docs/runbook.md#rollback~2', line: 15, endLine: 18, text: 'Tell the operator first.' }),
  ],
  questions: [{ path: 'deploy/redis.yml', line: 3, text: 'A new service: which record decides on it?' }],
};
