import { describe, expect, it } from 'vitest';
import { proofLines } from '../../../src/backtest/artefacts/figures/finding-line.ts';
import { PROOFS } from './sample-summary.ts';

describe('the line on determinism', () => {
  it('keeps the differences of several files apart', () => {
    const differences = ['trades.csv, line 2: volume is 1', 'events.log goes on at line 9'];
    const determinism = { answer: 'differs' as const, varied: [], zones: ['UTC'], files: [], differences };

    const [line] = proofLines({ ...PROOFS, determinism });

    expect(line?.text).toBe('trades.csv, line 2: volume is 1; events.log goes on at line 9');
  });
});
