import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderLines } from '../../src/cli/doctor/lines-text.ts';
import { countLines, exitCodeOfLines } from '../../src/cli/doctor/summary.ts';
import { limitTime } from '../../src/cli/doctor/time-limit.ts';
import { type Line, penOf } from '../../src/flows/doctor/line.ts';
import { AppError } from '../../src/kernel/app-error.ts';

const away = new AppError('outside-failed', 'GitHub could not be asked for the app: fetch failed', { passing: true });
const UNASKED = penOf('app').error(away);
const OK = penOf('database').ok('PostgreSQL 18 at db.example.com/conclave, all 4 steps of the tables done');
const WARNING = penOf('sandbox').warning(
  'no sandbox engine found; backtests need one',
  'Install bubblewrap, podman or docker.',
);
const FAILURE = penOf('configuration').error(
  new AppError('bad-config', 'unknown key "expert" under committee', {
    where: '.github/conclave.yml:14',
    expected: 'one of: enforcement, models, fallbacks, seats_heard, coverage, budget_usd',
    advice: 'did you mean "experts"? Experts are chosen by routing rows or --experts.',
  }),
);
const COPIED = penOf('models').failure(
  'unknown model "acme:one"',
  "To use it, let models.yaml hold these lines:\n  models:\n    'acme:one':\n      window: <tokens>",
);
const SKIPPED = penOf('rulesets').skipped('required checks: GitHub is not asked');
const ALL: readonly Line[] = [FAILURE, COPIED, UNASKED, SKIPPED, OK, WARNING];

describe('the lines of the doctor', () => {
  it.each([
    ['100', { columns: 120, colours: false }],
    ['80-colours', { columns: 80, colours: true }],
    ['80', { columns: 80, colours: false }],
    ['50', { columns: 50, colours: false }],
  ])('are drawn as the ones on file: %s', async (name, paper) => {
    const text = renderLines(ALL, paper);

    expect(text.split('\n').every((line) => stripVTControlCharacters(line).length <= paper.columns)).toBe(true);
    await expect(text).toMatchFileSnapshot(`golden/doctor-${name}.txt`);
  });

  it('say the same without colour', () => {
    const [coloured, plain] = [true, false].map((colours) => renderLines(ALL, { columns: 80, colours }));

    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured ?? '')).toBe(plain);
  });

  it('can do nothing to a terminal, whatever a stranger wrote', () => {
    const text = renderLines([penOf('webhook').failure('\u001b[2Jgone\nok  x', 'a\u0007b')], {
      columns: 80,
      colours: false,
    });

    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u0007');
    expect(text).not.toMatch(/^ok/m);
  });
});

describe('the exit code', () => {
  it.each<[string, readonly Line[], number]>([
    ['0 with warnings and what was skipped', [OK, WARNING, SKIPPED], 0],
    ['1 when something failed', [OK, FAILURE], 1],
    ['4 when all that failed gave no answer', [OK, WARNING, UNASKED], 4],
    ['1 when something failed beside what gave no answer', [UNASKED, FAILURE], 1],
  ])('is %s', (_, lines, expected) => {
    expect(exitCodeOfLines(lines)).toBe(expected);
  });
});

describe('the count', () => {
  it('names what was skipped only where something was', () => {
    expect(countLines([OK, FAILURE, WARNING, WARNING])).toBe('1 failure, 2 warnings, 1 ok');
    expect(countLines([SKIPPED])).toBe('0 failures, 0 warnings, 0 ok, 1 skipped');
  });
});

describe('the time limit', () => {
  it('ends the wait with an error that may pass', async () => {
    const waiting = limitTime(() => new Promise(() => undefined), 1);

    await expect(waiting).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });

  it('hands on what comes in time', async () => {
    expect(await limitTime(async () => 7, 60_000)).toBe(7);
  });
});
