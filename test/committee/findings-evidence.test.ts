import { describe, expect, it } from 'vitest';
import type { HeardOpinion } from '../../src/committee/draft.ts';
import type { Finding } from '../../src/committee/finding.ts';
import { assembleFindings } from '../../src/committee/findings.ts';
import type { Claim } from '../../src/committee/opinion.ts';
import type { Severity } from '../../src/kernel/severity.ts';
import { someItem } from '../dossier/some-dossier.ts';
import { someClaim, someHeard } from './some-finding.ts';
import { someProof } from './some-proof.ts';

const placed = (quote: string, overrides: Partial<Claim> = {}) =>
  someClaim({ quote, path: 'src/run.py', ...overrides });
const assemble = (heard: readonly HeardOpinion[], proof = someProof()) => assembleFindings(heard, proof);

/** The one finding that these seats make of it. */
function only(heard: readonly HeardOpinion[], proof = someProof()): Finding {
  const [finding, ...more] = assemble(heard, proof);
  if (finding === undefined || more.length > 0) throw new RangeError(`${more.length + 1} findings instead of one`);
  return finding;
}

describe('evidence', () => {
  const shift = { path: 'src/run.py', line: 2, quote: '    mom = close.shift(-1)' };
  const hard = someItem({ id: 'E1', ...shift });
  const soft = someItem({
    id: 'E2',
    ...shift,
    rule: 'leak/full-frame-stat',
    class: 'soft',
    severity: 'major',
    message: 'A hint.',
  });
  const byLine = (overrides: Partial<Claim> = {}) =>
    placed('mom = close.shift(-1)', { code: 'DATA_LEAKAGE', ...overrides });

  it('is confirmed by itself when it is hard, also when nobody raised it', () => {
    expect(only([], someProof([hard]))).toMatchObject({
      severity: 'blocker',
      code: 'DATA_LEAKAGE',
      rule: 'leak/negative-shift',
      evidence_class: 'hard',
      claim: hard.message,
      recommendation: hard.mend,
      place: { path: 'src/run.py', line: 2, end_line: 2, side: 'after', symbol: 'train', quote: shift.quote },
      raised_by: [],
      standing: { kind: 'confirmed', by: 'rule', model: null, independent: true },
    });
  });

  it('is no finding when it is soft and nobody raised it', () => {
    expect(assemble([], someProof([soft]))).toEqual([]);
  });

  it.each<[how: string, claim: Claim]>([
    ['by its id', someClaim({ evidence: 'E1', code: 'METHODOLOGY_FLAW' })],
    ['by its id among white space', someClaim({ evidence: ' E1 ' })],
    ['by its id, with a quote that is not there', someClaim({ evidence: 'E1', quote: 'close.shift(-7)' })],
    ['by line and code', byLine()],
    ['by lines around it and code', byLine({ quote: 'def train(rows):\n    mom = close.shift(-1)' })],
  ])('takes up a claim that cites it %s', (_, claim) => {
    const finding = only([someHeard('ml-engineer/first', [claim])], someProof([hard]));

    expect(finding).toMatchObject({ rule: 'leak/negative-shift', code: 'DATA_LEAKAGE', claim: hard.message });
    expect(finding.raised_by).toHaveLength(1);
  });

  it.each<[why: string, claim: Claim]>([
    ['another code', byLine({ code: 'COST_RISK' })],
    ['another line', placed('place(rows)', { code: 'DATA_LEAKAGE' })],
    ['an id that does not exist', someClaim({ evidence: 'E7' })],
  ])('does not take up a claim with %s', (_, claim) => {
    expect(assemble([someHeard('ml-engineer/first', [claim])], someProof([hard])).map(({ rule }) => rule)).toContain(
      null,
    );
  });

  it('does not take up a claim about the removed line that had its number', () => {
    const claim = placed('assert kill_switch.armed()', { code: 'DATA_LEAKAGE' });

    const findings = assemble([someHeard('ops/first', [claim])], someProof([{ ...hard, line: 5, quote: '' }]));

    expect(findings).toMatchObject([
      { rule: 'leak/negative-shift' },
      { rule: null, place: { line: 5, side: 'before' } },
    ]);
  });

  it.each<[severity: Severity]>([['major'], ['minor'], ['note']])(
    'keeps the severity of a hard rule when a seat calls it %s',
    (severity) => {
      const finding = only([someHeard('ml-engineer/first', [byLine({ severity })])], someProof([hard]));

      expect(finding).toMatchObject({ severity: 'blocker', raised_by: [{ severity }] });
    },
  );

  it.each<[how: string, claim: Claim]>([
    ['by line', byLine({ severity: 'blocker' })],
    ['by id', someClaim({ severity: 'blocker', code: 'DATA_LEAKAGE', evidence: 'E1' })],
  ])('does not shield a heavier claim that cites it %s from being examined', (_, claim) => {
    const findings = assemble([someHeard('ml-engineer/first', [claim])], someProof([{ ...hard, severity: 'major' }]));

    expect(findings).toMatchObject([
      { severity: 'blocker', rule: null, code: 'DATA_LEAKAGE', place: { line: 2 }, standing: { kind: 'unanswered' } },
      { severity: 'major', rule: 'leak/negative-shift', standing: { kind: 'confirmed', by: 'rule' } },
    ]);
  });

  it('waits for the other model when it is soft and one seat raised it', () => {
    expect(
      only([someHeard('data-scientist/first', [byLine({ severity: 'blocker' })])], someProof([soft])),
    ).toMatchObject({
      severity: 'blocker',
      rule: 'leak/full-frame-stat',
      evidence_class: 'soft',
      claim: 'It is wrong.',
      standing: { kind: 'unanswered' },
    });
  });

  it('is a remark when it is soft and raised as a minor', () => {
    const claim = someClaim({ severity: 'minor', evidence: 'E2' });

    expect(only([someHeard('data-scientist/first', [claim])], someProof([soft])).standing).toEqual({ kind: 'stated' });
  });

  it('joins a claim on a line with hard and soft evidence to the soft one, so that it is examined', () => {
    const findings = assemble([someHeard('ml-engineer/first', [byLine()])], someProof([hard, soft]));

    expect(findings.map(({ rule, raised_by }) => [rule, raised_by.length])).toEqual([
      ['leak/negative-shift', 0],
      ['leak/full-frame-stat', 1],
    ]);
  });

  describe('that text tries to command', () => {
    const command = someItem({
      id: 'E3',
      ...shift,
      rule: 'sec/prompt-injection',
      class: 'soft',
      severity: 'minor',
      code: 'SECURITY_RISK',
    });
    const both = (claim: Claim) => [someHeard('ops/first', [claim]), someHeard('ops/second', [claim])];

    it.each([command, { ...command, class: 'hard' as const }])(
      'moves no status, whatever both models make of it: $class',
      (item) => {
        const claim = someClaim({ severity: 'blocker', code: 'SECURITY_RISK', evidence: 'E3' });

        expect(only(both(claim), someProof([item]))).toMatchObject({ severity: 'minor', rule: 'sec/prompt-injection' });
      },
    );

    it('does not shield a fault on the same line', () => {
      const claim = byLine({ severity: 'blocker', code: 'SECURITY_RISK' });

      expect(only(both(claim), someProof([command]))).toMatchObject({
        severity: 'blocker',
        standing: { kind: 'confirmed' },
      });
    });
  });
});
