import { describe, expect, it } from 'vitest';
import { listDissent } from '../../src/committee/dissent.ts';
import { assembleFindings } from '../../src/committee/findings.ts';
import { someClaim, someHeard } from './some-finding.ts';
import { someProof } from './some-proof.ts';

/** What one seat says of two batches stands as two opinions of that seat. */
const raised = (claim: string, line: string) =>
  someHeard('ops/first', [someClaim({ claim, quote: line, path: 'src/run.py' })]);

describe('a finding that a seat raises in two batches', () => {
  it('is one finding with one id, and that seat is named once with all that it said', () => {
    const heard = [
      raised('The fee is zero.', 'mom = close.shift(-1)'),
      raised('No fee here.', 'mom = close.shift(-1)'),
    ];

    const findings = assembleFindings(heard, someProof());

    expect(findings).toHaveLength(1);
    expect(findings[0]?.id).toBe(assembleFindings(heard.slice(1), someProof())[0]?.id);
    expect(listDissent(findings, [])).toEqual([expect.stringContaining(', ops/first)')]);
    expect(findings[0]?.raised_by.map(({ claim }) => claim)).toEqual(['The fee is zero.', 'No fee here.']);
  });

  it('does not stand as confirmed because it was raised twice by the same model', () => {
    const heard = [
      raised('The fee is zero.', 'mom = close.shift(-1)'),
      raised('No fee here.', 'mom = close.shift(-1)'),
    ];

    expect(assembleFindings(heard, someProof())[0]?.standing.kind).not.toBe('confirmed');
  });

  it('is two findings when it is about two lines', () => {
    const heard = [raised('The fee is zero.', 'mom = close.shift(-1)'), raised('The fee is zero.', 'place(rows)')];

    expect(assembleFindings(heard, someProof())).toHaveLength(2);
  });
});
