import { describe, expect, it } from 'vitest';
import { REHEARSAL_MODEL } from '../../src/adapters/rehearsal/rehearsal.ts';
import { drawBoard } from '../../src/cli/review/board-drawing.ts';
import { advance, type BoardState, startBoard } from '../../src/cli/review/board-state.ts';
import { REHEARSAL_NOTICE } from '../../src/committee/wording.ts';
import type { SessionEvent } from '../../src/ports/witness.ts';
import { answered, asked, failedTry, HEAD, opened, SEATS, STORY, seatsOf } from './board-story.ts';

const PLAIN = { columns: 80, colours: false, now: 5_000 };

const boardAfter = (...events: readonly SessionEvent[]): BoardState =>
  [opened(), ...events].reduce((state, event) => advance(state, event, 0), startBoard(HEAD));

const rowOf = (name: string, lines: readonly string[]): string => lines.find((line) => line.startsWith(name)) ?? '';

/** Every moment of the story as it looks, and the board as it is left. */
function drawStory(columns: number, colours: boolean): string {
  const pages: string[] = [];
  let state = startBoard(HEAD);
  for (const { name, at, events } of STORY) {
    state = events.reduce((before, event) => advance(before, event, at), state);
    pages.push(`== ${name}`, ...drawBoard(state, { columns, colours, now: at + 400 }));
  }
  pages.push('== closed', ...drawBoard({ ...state, closed: true }, { columns, colours, now: 30_000 }));
  return `${pages.join('\n').replaceAll('\u001b', '␛')}\n`;
}

describe('the board', () => {
  it.each([
    [120, false],
    [120, true],
    [80, false],
    [80, true],
    [50, false],
    [50, true],
  ])('tells the whole story at %i columns (colours: %s)', async (columns, colours) => {
    const name = `golden/board-${columns}${colours ? '-colours' : ''}.txt`;

    await expect(drawStory(columns, colours)).toMatchFileSnapshot(name);
  });

  it('says the same with and without colours', () => {
    const withoutColours = drawStory(80, true).replaceAll(/␛\[\d+m/g, '');

    expect(withoutColours).toBe(drawStory(80, false));
  });

  it('says of a rehearsal that no language model is consulted', () => {
    const state = advance(startBoard(HEAD), opened(seatsOf(['ops'], REHEARSAL_MODEL, REHEARSAL_MODEL)), 0);

    expect(drawBoard(state, { ...PLAIN, columns: 120 })).toContain(REHEARSAL_NOTICE);
  });

  it('names what is reviewed without a commit and a base', () => {
    const head = { subject: 'plan.md', commit: null, files: 1, baseName: null };
    const state = advance(startBoard(head), opened(), 0);

    expect(drawBoard(state, PLAIN)[0]).toMatch(/^conclave review {2,}plan\.md · 1 file$/);
  });

  it('shows what was left open when it is closed early', () => {
    const [seat] = SEATS;
    const lines = drawBoard({ ...boardAfter(asked('ml-engineer/first', seat?.model ?? '')), closed: true }, PLAIN);

    expect(rowOf('ml-engineer', lines)).toMatch(/✗ no answer +not asked$/);
    expect(rowOf('chair', lines)).toMatch(/not asked$/);
  });

  it('shows that the examiner and the chair were asked and gave no answer when it is closed', () => {
    const calls = [asked('cross-examination/first 1', 'a:b'), asked('chair', 'a:c')];
    const lines = drawBoard({ ...boardAfter({ kind: 'examining', candidates: 2 }, ...calls), closed: true }, PLAIN);

    expect(rowOf('cross-examination', lines)).toMatch(/✗ 2 claims, no answer$/);
    expect(rowOf('chair', lines)).toMatch(/✗ no answer$/);
  });

  it.each<[string, readonly SessionEvent[], string, RegExp]>([
    [
      'no claim',
      [
        ...SEATS.map(({ seat, model }) => answered(seat, model, { stance: 'accept', score: 8 })),
        { kind: 'consolidating' },
      ],
      'cross-examination',
      /no claim to examine$/,
    ],
    ['one claim', [{ kind: 'examining', candidates: 1 }], 'cross-examination', /⠋ 1 claim$/],
    [
      'an examiner that fails',
      [{ kind: 'examining', candidates: 2 }, failedTry('cross-examination/first 1', 'a:b', 'A answered 503')],
      'cross-examination',
      /✗ 2 claims, not all examined \(503\)$/,
    ],
    [
      'an examiner that falls back',
      [{ kind: 'examining', candidates: 2 }, failedTry('cross-examination/first 1', 'a:b', 'A answered 503', 'a:c')],
      'cross-examination',
      /✗ 503, trying c 5s$/,
    ],
    ['a chair that is about to be asked', [{ kind: 'consolidating' }], 'chair', /⠋ writing$/],
    [
      'a chair that fails',
      [{ kind: 'consolidating' }, failedTry('chair', 'a:b', 'A answered 503')],
      'chair',
      /✗ no answer \(503\); the rule table decides without it$/,
    ],
  ])('shows %s', (_, events, row, expected) => {
    expect(rowOf(row, drawBoard(boardAfter(...events), PLAIN))).toMatch(expected);
  });

  it('says one reason of many seats once, and counts the reasons it has no room for', () => {
    const everywhere = SEATS.map(({ seat, model }) => failedTry(seat, model, 'the model cannot be reached here'));
    const others = [1, 2, 3, 4].map((number) => failedTry('chair', 'a:b', `reason ${number}`));
    const lines = drawBoard(boardAfter(...everywhere, ...others), PLAIN);

    expect(lines).toContain('✗ 5 calls: gemini-2.5-pro: the model cannot be reached here');
    expect(lines).toContain('✗ 2 more reasons');
  });

  it('takes no number of a message for a status that is none', () => {
    const lines = drawBoard(
      boardAfter(failedTry('ops/first', 'a:b', 'the answer has not the expected shape: score 450')),
      PLAIN,
    );

    expect(rowOf('ops', lines)).toMatch(/✗ not heard {2,}–$/);
  });
});
