import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import { parseGitAttributes } from '../../src/change/git-attributes.ts';
import { assembleArtifact, assembleChange, type DossierFrame } from '../../src/dossier/assemble.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import type { Hit } from '../../src/evidence/hit.ts';
import { someFile, someHit } from './some-dossier.ts';

const frame: DossierFrame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] };

function assemble(files: readonly ChangedFile[], hits: readonly Hit[] = [], attributes = ''): Dossier {
  const change = { name: 'momentum', base: null, head: null, files };
  return assembleChange(frame, change, { hits, attributes: parseGitAttributes(attributes) });
}

describe('assembleChange', () => {
  it('orders the parts by what they are: implementation, tests, config, docs', () => {
    const paths = ['README.md', 'config/run.yml', 'tests/test_run.py', 'src/run.py'];

    const { parts } = assemble(paths.map((path) => someFile(path, ['+x'])));

    expect(parts.map(({ id, path, kind }) => `${id} ${kind} ${path}`)).toEqual([
      'F1 implementation src/run.py',
      'F2 test tests/test_run.py',
      'F3 config config/run.yml',
      'F4 docs README.md',
    ]);
  });

  it.each<[why: string, file: ChangedFile, reading: string, reason: string]>([
    ['a lock file', someFile('uv.lock', ['+x']), 'listed', 'lock file, told by its name'],
    ['vendored code', someFile('vendor/x/a.py', ['+x']), 'listed', 'vendored, told by the folder vendor/'],
    [
      'a bare rename',
      someFile('b.py', [' x'], { status: 'renamed', previousPath: 'a.py' }),
      'listed',
      'renamed from a.py, text unchanged',
    ],
    ['a changed mode', someFile('run.sh', [' x']), 'listed', 'no line changed'],
    ['a binary file', someFile('model.pkl', [' x'], { binary: true }), 'unread', 'binary'],
    ['a file that is too long', someFile('a.sql', [' x'], { unreadable: 'over 2 MB' }), 'unread', 'over 2 MB'],
    [
      'a deletion without lines',
      someFile('a.py', [' x'], { status: 'deleted', before: null }),
      'unread',
      'deleted, and the diff leaves its lines out',
    ],
  ])('sends no line of %s and says why', (_, file, reading, reason) => {
    const { parts, coverage } = assemble([file]);

    expect(parts).toEqual([]);
    expect(coverage.files).toMatchObject([{ path: file.path, reading, reason }]);
  });

  it('lists what the attributes of the base call generated', () => {
    const { parts, coverage } = assemble([someFile('src/table.py', ['+x'])], [], 'src/table.py linguist-generated');

    expect(parts).toEqual([]);
    expect(coverage.files).toMatchObject([{ reading: 'listed', reason: 'generated, told by .gitattributes' }]);
  });

  it('does not let a change put a file aside by a signature that it adds', () => {
    const file = someFile('src/run.py', ['+# @generated', ' run()', '+place_order()']);

    expect(assemble([file]).parts).toHaveLength(1);
  });

  it.each<[what: string, file: ChangedFile, note: string | null]>([
    ['a changed file', someFile('a.py', ['+x']), null],
    ['a new file', someFile('a.py', ['+x'], { status: 'added' }), 'new file'],
    ['a deleted file', someFile('a.py', ['-x'], { status: 'deleted', after: null }), 'deleted'],
    [
      'a renamed file',
      someFile('b.py', [' x', '+y'], { status: 'renamed', previousPath: 'a.py' }),
      'renamed from a.py',
    ],
    ['a notebook', someFile('a.ipynb', ['+x']), 'a notebook: its text is JSON that holds outputs beside the code'],
  ])('says beforehand what the lines of %s do not tell', (_, file, note) => {
    expect(assemble([file]).parts[0]?.note).toBe(note);
  });

  it('does not count a changed line of which the end is cut as read', () => {
    const { coverage } = assemble([someFile('src/run.py', ['+x', `+${'y'.repeat(10_001)}`])]);

    expect(coverage).toMatchObject({ share: 0.5, files: [{ reading: 'clipped', changed_lines: 2, read_lines: 1 }] });
  });

  it('numbers the evidence by place, in whatever order it was found', () => {
    const places = [
      { path: 'a.py', line: 2, side: 'after' },
      { path: 'a.py', line: 2, side: 'before' },
      { path: 'a.py', line: 10, side: 'after' },
      { path: 'b.py', line: 1, side: 'after' },
    ] as const;
    const hits = places.flatMap((place) => [
      { ...someHit, ...place, rule: 'leak/negative-shift' },
      { ...someHit, ...place, rule: 'leak/backfill' },
    ]);
    const expected = assemble([], hits).evidence;

    expect(expected.map(({ id, path, line, rule }) => `${id} ${path}:${line} ${rule}`).slice(0, 3)).toEqual([
      'E1 a.py:2 leak/backfill',
      'E2 a.py:2 leak/negative-shift',
      'E3 a.py:2 leak/backfill',
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(hits, { minLength: hits.length }), (shuffled) => {
        expect(assemble([], shuffled).evidence).toEqual(expected);
      }),
    );
  });
});

describe('assembleArtifact', () => {
  it('is one part, read whole', () => {
    const dossier = assembleArtifact(frame, { path: 'reviews/momentum-plan.md', text: '# Plan\n\nGoal\n' }, [someHit]);

    expect(dossier).toMatchObject({
      subject: 'reviews/momentum-plan.md',
      parts: [{ id: 'F1', path: 'reviews/momentum-plan.md', kind: 'docs', reading: 'whole' }],
      coverage: { share: 1, files: [{ reading: 'whole', changed_lines: 3, read_lines: 3 }] },
      evidence: [{ id: 'E1' }],
    });
  });

  it('is not wholly read when the end of a line is cut', () => {
    const dossier = assembleArtifact(frame, { path: 'report.md', text: `a\n${'b'.repeat(10_001)}` }, []);

    expect(dossier.coverage).toMatchObject({ share: 0.5, files: [{ reading: 'clipped' }] });
  });
});
