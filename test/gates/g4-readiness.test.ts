import { describe, expect, it } from 'vitest';
import { answerOf, someChange, someConfig, someFile, someFiles } from './some-pull.ts';

const FOLDER = 'documentation/stories/CVN-N011-EA-S07';
const TITLE = 'feat(labels): CVN-N011-EA-S07 size the barrier';
const PATTERN = String.raw`story: { pattern: 'CVN-N\d{3}-E[A-Z]-S\d{2}' }`;
const labels = someChange('src/commun/labels/barrier.py');

function judge(texts: Readonly<Record<string, string>>, { title = TITLE, config = PATTERN, change = labels } = {}) {
  const base = ['documentation/stories/CVN-N011-EA-S06/a.md'];
  return answerOf('G4', { title }, someFiles(change, { base, texts }), someConfig(config));
}

describe('the artefact of a story', () => {
  it.each([
    { says: 'stands in its folder', path: `${FOLDER}/a.md`, text: '# Ready', answer: 'pass' },
    { says: 'stands further down', path: `${FOLDER}/x/a.MD`, text: '# Ready', answer: 'pass' },
    { says: 'is another file', path: `${FOLDER}/a.txt`, text: 'Ready', answer: 'fail' },
    { says: 'is empty', path: `${FOLDER}/a.md`, text: '', answer: 'fail' },
    { says: 'is white space', path: `${FOLDER}/a.md`, text: ' \n\t\n', answer: 'fail' },
    { says: 'is of another story', path: 'documentation/stories/CVN-N011-EA-S06/a.md', text: 'x', answer: 'fail' },
    { says: 'is of a longer name', path: `${FOLDER}-b/a.md`, text: 'x', answer: 'fail' },
  ])('$says: $answer', ({ path, text, answer }) => {
    expect(judge({ [path]: text }).answer).toBe(answer);
  });

  it('is one of several files', () => {
    expect(judge({ [`${FOLDER}/a.md`]: '', [`${FOLDER}/b.md`]: '# Ready' }).answer).toBe('pass');
  });

  it.each([{ kind: 'binary' } as const, { kind: 'unreadable', reason: 'not UTF-8' } as const])(
    'is none that is $kind',
    (reading) => {
      const files = someFiles(labels, { base: ['documentation/stories/x.md'] });
      const path = `${FOLDER}/a.md`;

      const result = answerOf(
        'G4',
        { title: TITLE },
        { ...files, head: new Set([path]), texts: new Map([[path, reading]]) },
        someConfig(PATTERN),
      );

      expect(result.answer).toBe('fail');
    },
  );

  it('is looked for in the folder that the configuration names', () => {
    const config = `${PATTERN}\ngates: { g4: { artefacts: 'stories/s-{story}/ml' } }`;

    expect(judge({ 'stories/s-CVN-N011-EA-S07/ml/a.md': 'x' }, { config }).answer).toBe('pass');
  });

  it('cannot be looked for without a story in the title, which fails', () => {
    expect(judge({ [`${FOLDER}/a.md`]: 'x' }, { title: 'feat: x' })).toMatchObject({
      answer: 'fail',
      reasons: [{ key: 'story' }],
    });
  });

  it.each([
    { says: 'no path of models is touched', change: someChange('src/a.py'), answer: 'exempt' },
    {
      says: 'a file was moved away',
      change: someChange(someFile('a.py', { previousPath: 'src/training/a.py' })),
      answer: 'fail',
    },
    {
      says: 'a file was deleted',
      change: someChange(someFile('src/training/a.py', { status: 'deleted' })),
      answer: 'fail',
    },
  ])('is asked for when $says: $answer', ({ change, answer }) => {
    expect(judge({}, { change }).answer).toBe(answer);
  });

  it('is not asked for without a story pattern, or where there never was a story', () => {
    const asleep = answerOf('G4', { title: TITLE }, someFiles(labels), someConfig(PATTERN));
    const woken = answerOf('G4', { title: TITLE }, someFiles(labels), someConfig(`${PATTERN}\ngates: { g4: {} }`));

    expect([asleep.answer, woken.answer, judge({}, { config: 'bots: []' }).answer]).toEqual([
      'exempt',
      'fail',
      'exempt',
    ]);
  });
});
