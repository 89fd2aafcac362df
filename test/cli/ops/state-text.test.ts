import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderStateText } from '../../../src/cli/ops/state-text.ts';
import type { ToldState } from '../../../src/cli/ops/told-state.ts';
import { BLIND, GREEN, ORANGE } from './told-states.ts';

const PLAIN_80 = { columns: 80, colours: false };

describe('a state on a terminal', () => {
  it.each([
    ['orange-80', ORANGE, PLAIN_80],
    ['orange-80-colours', ORANGE, { columns: 80, colours: true }],
    ['orange-40', ORANGE, { columns: 40, colours: false }],
    ['blind-80', BLIND, PLAIN_80],
    ['green-80', GREEN, PLAIN_80],
  ] as const)('is drawn as on file (%s)', async (name, told, paper) => {
    await expect(renderStateText(told, paper)).toMatchFileSnapshot(`../golden/ops-state-${name}.txt`);
  });

  it('says without colours what it says with them', () => {
    const coloured = renderStateText(ORANGE, { columns: 80, colours: true });

    expect(stripVTControlCharacters(coloured)).toBe(renderStateText(ORANGE, PLAIN_80));
    expect(coloured).not.toBe(stripVTControlCharacters(coloured));
  });

  it.each([20, 40, 80, 200])('is never wider than %d columns', (columns) => {
    const lines = renderStateText(ORANGE, { columns, colours: false }).split('\n');

    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it('shows the state, the reason and the next step in its first lines, whatever else is known', () => {
    const [title, ...rest] = renderStateText(ORANGE, { columns: 200, colours: false }).split('\n');

    expect(title).toContain('State: ORANGE');
    expect(rest[0]).toContain('O1_SUCCESS_LT_70: 63.5 %');
    expect(rest.slice(1, 4).join(' ')).toMatch(
      /MLOps maintainer, within the hour: .* @ana @ben · conclave ops playbook PIPELINE_DEGRADED/,
    );
  });

  it('names every rule with what was found, also those that did not fire', () => {
    const drawn = renderStateText(ORANGE, { columns: 200, colours: false });

    const missing = ORANGE.verdict.evidence.filter(({ rule }) => !drawn.includes(rule));
    expect(missing).toEqual([]);
    expect(drawn).toContain('PVC 40 %; limit: more than 85 %');
  });

  it('lets no words of a source write on the terminal or command a runner', () => {
    const [first, ...rules] = ORANGE.verdict.evidence;
    const hostile = { ...first, found: 'x\u001b[2J\n::error::y ##[group]z\u202e' } as NonNullable<typeof first>;
    const told: ToldState = { ...ORANGE, verdict: { ...ORANGE.verdict, evidence: [hostile, ...rules] } };

    const drawn = renderStateText(told, PLAIN_80);

    expect(['\u001b', '\u202e', '##['].filter((each) => drawn.includes(each))).toEqual([]);
    expect(drawn).not.toMatch(/^\s*::/m);
  });

  it('says how many golden signals it leaves out', () => {
    const many = Array.from({ length: 45 }, (_, index) => ({
      ...{ signal: 'sl_pct', crypto: `C${index}`, level: 'warning', found: '41 %', limit: '35 %', origin: 'manual §2' },
    })) as ToldState['verdict']['signals'];

    const drawn = renderStateText({ ...ORANGE, verdict: { ...ORANGE.verdict, signals: many } }, PLAIN_80);

    expect(drawn).toContain('… 25 more: --json holds all');
  });
});
