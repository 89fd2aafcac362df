import { describe, expect, it } from 'vitest';
import type { DeterminismProof } from '../../../src/backtest/determinism/determinism-proof.ts';
import type { LookAheadProof } from '../../../src/backtest/proofs/look-ahead.ts';
import { gatherEvidence } from '../../../src/flows/backtest/check-evidence.ts';
import { ORDER, outcome } from './fake-runs.ts';

const SAME: DeterminismProof = {
  answer: 'same',
  varied: ['time zone'],
  zones: ['UTC', 'Pacific/Chatham'],
  files: [{ name: 'trades.csv', sha256: 'a', second_sha256: 'a' }],
  differences: [],
};

function lookAhead(over: Partial<LookAheadProof>): LookAheadProof {
  return {
    answer: 'clean',
    claim: '',
    reasons: ['Enough was compared.'],
    mode: 'every_prefix',
    bars: 100,
    warmup: 0,
    cuts: 100,
    columns: [],
    values: 0,
    decisions: { compared: 100, non_empty: 9 },
    noise: { cuts: 64, seed: 7 },
    differences: [],
    differences_found: 0,
    calendar: { weeks: 52, changed: 0, warning: null },
    ...over,
  };
}

function differenceBy(found_by: 'prefix' | 'noise'): LookAheadProof['differences'][number] {
  const at = { symbol: 'X', bar: 1, time: '', column: null, supplied: 'BUY', withheld: 'nothing' };
  return { kind: 'decision', found_by, ...at, words: `by ${found_by}` };
}

function evidenceOf(proof: LookAheadProof | null) {
  return gatherEvidence(outcome(), ORDER.config, { determinism: SAME, lookAhead: proof });
}

describe('the evidence of checks', () => {
  it('is null where nobody asked for a proof', () => {
    const evidence = gatherEvidence(outcome(), ORDER.config, { determinism: null, lookAhead: null });

    expect(evidence).toMatchObject({ run: null, drills: null, leak: null, determinism: null, parity: null });
  });

  it('holds that one run was made in each time zone', () => {
    expect(evidenceOf(null).determinism).toMatchObject({ zones: ['UTC', 'Pacific/Chatham'] });
  });

  it('calls bars that were given one by one the same where a proof of every prefix is clean', () => {
    expect(evidenceOf(lookAhead({})).parity).toEqual({ closes: 100, decisions: 9, identical: true, difference: null });
  });

  it('has no parity of a sample of prefixes', () => {
    expect(evidenceOf(lookAhead({ mode: 'sampled' })).parity).toBeNull();
  });

  it('names what differs by prefix', () => {
    const differences = [differenceBy('noise'), differenceBy('prefix')];

    const { leak, parity } = evidenceOf(lookAhead({ answer: 'leak', differences, differences_found: 2 }));

    expect(leak).toMatchObject({ answer: 'leak', evidence: ['Enough was compared.', 'by noise', 'by prefix'] });
    expect(parity).toMatchObject({ identical: false, difference: 'by prefix' });
  });

  it('says nothing of parity where only noise found a leak', () => {
    const proof = lookAhead({ answer: 'leak', differences: [differenceBy('noise')], differences_found: 1 });

    expect(evidenceOf(proof).parity).toBeNull();
  });
});
