import { describe, expect, it } from 'vitest';
import { wantedFolders, wantedTexts, wantsApproval, wantsWholeText } from '../../src/gates/wanted.ts';
import { someChange, someConfig, someFile, someFiles, somePull, somePython } from './some-pull.ts';

const PATTERN = "story: { pattern: 'S-[0-9]+' }";
const REVIEWS = 'documentation/reviews';
const STORIES = 'documentation/stories';

describe('what the gates ask for', () => {
  it.each([
    { config: null, base: [REVIEWS], head: [REVIEWS] },
    { config: PATTERN, base: [REVIEWS, STORIES], head: [REVIEWS, STORIES] },
    { config: `${PATTERN}\ngates: { g3: {}, g4: {} }`, base: [], head: [REVIEWS, STORIES] },
    { config: `${PATTERN}\ngates: { off: [G3, G4] }`, base: [], head: [] },
    { config: "gates: { g3: { dossiers: '**/*-plan.md' } }", base: [], head: [''] },
    { config: `${PATTERN}\ngates: { g4: { artefacts: '{story}/ml' } }`, base: [REVIEWS], head: [REVIEWS, ''] },
    { config: `${PATTERN}\ngates: { g4: { artefacts: 'a/s-{story}' } }`, base: [REVIEWS], head: [REVIEWS, 'a'] },
  ])('is below $head with $config', ({ config, base, head }) => {
    expect(wantedFolders(someConfig(config))).toEqual({ baseFolders: base, headFolders: head });
  });

  it('is the text of well-named dossiers and of artefacts of the story', () => {
    const change = someChange(
      someFile(`${REVIEWS}/2026-05-12-a-plan.md`, { status: 'added' }),
      someFile(`${REVIEWS}/soon-plan.md`, { status: 'added' }),
      someFile(`${REVIEWS}/2026-05-13-a-plan.md`, { status: 'deleted' }),
    );
    const head = [
      `${STORIES}/S-1/a.md`,
      `${STORIES}/S-1/a.txt`,
      `${STORIES}/S-2/a.md`,
      `${REVIEWS}/2026-01-01-b-plan.md`,
    ];
    const files = { ...someFiles(change), head: new Set(head) };
    const pull = somePull({ title: 'feat: S-1 x', body: `see ${REVIEWS}/2026-01-01-b-plan.md` });

    expect(wantedTexts(pull, files, someConfig(PATTERN))).toEqual([
      `${REVIEWS}/2026-01-01-b-plan.md`,
      `${REVIEWS}/2026-05-12-a-plan.md`,
      `${STORIES}/S-1/a.md`,
    ]);
  });

  it('is the whole text of Python files that G5 reads, unless it is off', () => {
    const paths = ['src/training/a.py', 'src/training/test_a.py', 'src/training/a.yml', 'src/a.py'];

    expect(paths.map(wantsWholeText(someConfig()))).toEqual([true, false, false, false]);
    expect(paths.some(wantsWholeText(someConfig('gates: { off: [G5] }')))).toBe(false);
  });

  it('is an approval only on a fork with an allow comment that could count', () => {
    const change = someChange(somePython('src/training/a.py', 'eta = 1  # conclave: allow G5 because'));
    const [fork, own] = [somePull({ fork: true }), somePull()];

    expect([
      wantsApproval(fork, change, someConfig()),
      wantsApproval(own, change, someConfig()),
      wantsApproval(fork, someChange(somePython('src/training/a.py', 'eta = 1')), someConfig()),
      wantsApproval(fork, change, someConfig('gates: { g5: { inline_allow: false } }')),
      wantsApproval(fork, change, someConfig('gates: { off: [G5] }')),
    ]).toEqual([true, false, false, false, false]);
  });
});
