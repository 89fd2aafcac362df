import { describe, expect, it } from 'vitest';
import { DEFAULTS } from './answers.ts';
import { RUN_PROOFS } from './run-proofs.ts';
import { STATE_PROOFS } from './state-proofs.ts';

const PROOFS = [...STATE_PROOFS, ...RUN_PROOFS];

describe('every threshold matters', () => {
  it('has a proof for each', () => {
    const proven = new Set<string>(PROOFS.map(({ key }) => key));

    expect(Object.keys(DEFAULTS).filter((key) => !proven.has(key))).toEqual([]);
  });

  describe.each(PROOFS)('$key, read by $reader', ({ key, answer, on, beyond, moved }) => {
    it('draws the line just where the threshold stands', () => {
      expect(on).toBe(DEFAULTS[key]);
      expect(answer(beyond, DEFAULTS)).not.toBe(answer(on, DEFAULTS));
      expect(`${answer(on, DEFAULTS)} ${answer(beyond, DEFAULTS)}`).not.toMatch(/unknown|no such|not looked/i);
    });

    it('moves with the threshold alone', () => {
      expect(answer(beyond, { ...DEFAULTS, [key]: moved })).toBe(answer(on, DEFAULTS));
    });
  });
});
