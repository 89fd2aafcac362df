import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import type { GuardedPull } from '../../src/gates/guarded-pull.ts';
import { judgeGates, judgeGatesInParts } from '../../src/gates/judge-gates.ts';
import { answerOf, reasonsOf, someChange, someConfig, someFile, someFiles, somePull, somePython } from './some-pull.ts';

const PATH = 'src/training/a.py';

function judge(file: ChangedFile | string, pull: Partial<GuardedPull> = {}, config: string | null = null) {
  const told = typeof file === 'string' ? somePython(PATH, file) : file;
  return answerOf('G5', pull, someFiles(someChange(told)), someConfig(config));
}

describe('the files that G5 reads', () => {
  it.each([
    { path: 'src/training/a.py', answer: 'fail' },
    { path: 'src/training/a.pyi', answer: 'fail' },
    { path: 'src/training/.hidden.py', answer: 'fail' },
    { path: 'src/commun/pipeline/x/a.py', answer: 'fail' },
    { path: 'src/training/tests/a.py', answer: 'pass' },
    { path: 'src/training/test_a.py', answer: 'pass' },
    { path: 'src/training/a_test.py', answer: 'pass' },
    { path: 'src/training/a.ipynb', answer: 'pass' },
    { path: 'src/other/a.py', answer: 'exempt' },
  ])('$path: $answer', ({ path, answer }) => {
    expect(judge(somePython(path, 'max_depth = 6')).answer).toBe(answer);
  });

  it('are asked about also when one is only moved away or deleted, and nothing is found', () => {
    const moved = someFile('src/other/a.py', { status: 'renamed', previousPath: PATH });

    expect([judge(moved).answer, judge(someFile(PATH, { status: 'deleted' })).answer]).toEqual(['pass', 'pass']);
  });

  it('count with their added lines alone', () => {
    const text = 'max_depth = 6\neta = 0.3\nx = 1';

    expect(judge(somePython(PATH, text, [3])).answer).toBe('pass');
    expect(judge(somePython(PATH, text, [2])).reasons).toMatchObject([{ key: 'literal eta', path: PATH, line: 2 }]);
  });

  it('know names that the configuration adds', () => {
    expect(judge('Focal_Alpha = 1', {}, 'gates: { g5: { names: [focal_alpha] } }').answer).toBe('fail');
  });

  it('are told with what to write instead', () => {
    const [reason] = judge('fit(max_depth=-6)').reasons;

    expect(reason).toMatchObject({ level: 'failure', text: expect.stringContaining('max_depth = -6') });
    expect(reason?.mend).toContain('conclave: allow G5');
  });
});

describe('a Python file that cannot be read', () => {
  it.each([
    { says: 'is not UTF-8', file: someFile(PATH, { unreadable: 'not UTF-8' }) },
    { says: 'is over 2 MB', file: someFile(PATH, { status: 'added', unreadable: 'over 2 MB' }) },
    { says: 'is binary', file: someFile(PATH, { binary: true }) },
    { says: 'has no known text', file: { ...somePython(PATH, 'max_depth = 6'), after: null } },
    { says: 'declares another encoding', file: somePython(PATH, '# coding: utf-7\nx = 1') },
    { says: 'holds a stray carriage return', file: somePython(PATH, '# max_depth\rx = 1') },
  ])('fails when it $says', ({ file }) => {
    expect(judge(file)).toMatchObject({ answer: 'fail', reasons: [{ key: 'unread', path: PATH }] });
  });

  it('fails at the line of a syntax error, with what could be read', () => {
    const { answer, reasons } = judge('max_depth = 6\ndef (:\n');

    expect(answer).toBe('fail');
    expect(reasons.map(({ key }) => key)).toEqual(['literal max_depth', 'unread']);
    expect(reasons[1]?.line).toBeGreaterThan(0);
  });

  it('is fine when no line was added to it', () => {
    expect(judge(someFile(PATH, { status: 'renamed', previousPath: 'src/training/b.py' })).answer).toBe('pass');
  });
});

describe('an allow comment', () => {
  const REASON = 'the old model files need exactly this';

  it.each([
    { text: `max_depth = 6  # conclave: allow G5 ${REASON}`, answer: 'waived' },
    { text: `max_depth = 6  #conclave:allow G5: ${REASON}`, answer: 'waived' },
    { text: 'max_depth = 6  # conclave: allow G5 12345678901234567890', answer: 'waived' },
    { text: 'max_depth = 6  # conclave: allow G5 1234567890123456789', answer: 'fail' },
    { text: 'max_depth = 6  # conclave: allow G5', answer: 'fail' },
    { text: `max_depth = 6  # conclave: allow G4 ${REASON}`, answer: 'fail' },
    { text: `# conclave: allow G5 ${REASON}\nmax_depth = 6`, answer: 'fail' },
    { text: `f("# conclave: allow G5 ${REASON}", max_depth=6)`, answer: 'fail' },
    { text: `f("""\n# conclave: allow G5 ${REASON}""", max_depth=6)`, answer: 'fail' },
    { text: `max_depth = 6  # conclave: allow G5 ${REASON}\neta = 0.3`, answer: 'fail' },
  ])('$text: $answer', ({ text, answer }) => {
    expect(judge(text).answer).toBe(answer);
  });

  it('leaves no failing place where it counts, and is told', () => {
    const result = judge(`max_depth = 6  # conclave: allow G5 ${REASON}\neta = 0.3`);

    expect(reasonsOf(result, 'failure').map(({ line }) => line)).toEqual([2]);
    expect(reasonsOf(result, 'notice')).toMatchObject([{ line: 1, text: expect.stringContaining(REASON) }]);
  });

  it('counts for nothing where the configuration says so', () => {
    const result = judge(`max_depth = 6  # conclave: allow G5 ${REASON}`, {}, 'gates: { g5: { inline_allow: false } }');

    expect(result.answer).toBe('fail');
  });

  it('on a fork needs an approving review of the head', () => {
    const text = `max_depth = 6  # conclave: allow G5 ${REASON}`;

    expect(judge(text, { fork: true })).toMatchObject({
      answer: 'fail',
      reasons: [{ text: expect.stringContaining('approving review') }],
    });
    expect(judge(text, { fork: true, headApproved: true }).answer).toBe('waived');
  });
});

describe('a large change', () => {
  it('is answered in parts as at once', async () => {
    const paths = Array.from({ length: 120 }, (_, index) => `src/training/a${index}.py`);
    const files = someFiles(someChange(...paths.map((path) => somePython(path, 'max_depth = 6'))));
    const question = { pull: somePull(), files, config: someConfig() };
    let pauses = 0;

    const inParts = await judgeGatesInParts(question, async () => {
      pauses += 1;
    });

    expect(inParts).toEqual(judgeGates(question.pull, question.files, question.config));
    expect(pauses).toBe(6);
  });
});
