import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeardOpinion } from '../../src/committee/draft.ts';
import { type FindingKey, findingId, keyText } from '../../src/committee/finding-id.ts';
import { assembleFindings } from '../../src/committee/findings.ts';
import type { Claim } from '../../src/committee/opinion.ts';
import type { EvidenceItem } from '../../src/dossier/dossier.ts';
import { someItem, somePart } from '../dossier/some-dossier.ts';
import { someClaim, someHeard } from './some-finding.ts';
import { runPart, someProof } from './some-proof.ts';

const key: FindingKey = {
  ruleOrCode: 'leak/negative-shift',
  path: 'src/run.py',
  symbol: 'train',
  quote: 'close.shift(-1)',
};

describe('findingId', () => {
  it('is F- and eight hex digits', () => {
    expect(findingId(key, 0)).toMatch(/^F-[0-9a-f]{8}$/);
  });

  it('does not depend on white space', () => {
    expect(findingId({ ...key, quote: '\tclose.shift(-1) \n' }, 0)).toBe(findingId(key, 0));
  });

  it.each<[what: string, other: Partial<FindingKey>, occurrence: number]>([
    ['rule', { ruleOrCode: 'leak/backfill' }, 0],
    ['path', { path: 'src/other.py' }, 0],
    ['symbol', { symbol: null }, 0],
    ['quote', { quote: 'close.shift(-2)' }, 0],
    ['occurrence', {}, 1],
  ])('is another for another %s', (_, other, occurrence) => {
    expect(findingId({ ...key, ...other }, occurrence)).not.toBe(findingId(key, 0));
  });

  it('keeps its parts apart', () => {
    expect(keyText({ ...key, path: 'a', symbol: 'bc' })).not.toBe(keyText({ ...key, path: 'ab', symbol: 'c' }));
  });
});

const ids = (heard: readonly HeardOpinion[], proof = someProof()) => assembleFindings(heard, proof).map(({ id }) => id);
const claimOn = (quote: string, overrides: Partial<Claim> = {}) =>
  someClaim({ quote, path: 'src/run.py', ...overrides });

describe('the id of a finding', () => {
  it('stays when the code moves down, is indented, and another seat tells it in other words', () => {
    const body = ['+def train(rows):', '+    mom = close.shift(-1)'];
    const moved = somePart('src/run.py', ['+import os', '+', '+def train(rows):', '+        mom  =  close.shift(-1)']);

    const before = ids(
      [someHeard('ops/first', [claimOn('mom = close.shift(-1)')])],
      someProof([], [somePart('src/run.py', body)]),
    );
    const claim = claimOn('mom = close.shift(-1)', {
      claim: 'Another wording.',
      severity: 'blocker',
      recommendation: 'x',
    });

    expect(ids([someHeard('architect/second', [claim])], someProof([], [moved]))).toEqual(before);
  });

  it('is another in another function', () => {
    const hits = [
      someItem({ id: 'E1', path: 'src/run.py', line: 3, rule: 'risk/zero-cost', quote: '    fee = 0' }),
      someItem({ id: 'E2', path: 'src/run.py', line: 7, rule: 'risk/zero-cost', quote: '    fee = 0' }),
    ];

    expect(new Set(ids([], someProof(hits))).size).toBe(2);
  });

  it('is another for each of several equal lines of one function, in reading order', () => {
    const part = somePart('src/run.py', ['+def train(rows):', '+    fee = 0', '+    x = 1', '+    fee = 0']);
    const hit = (line: number) =>
      someItem({ id: `E${line}`, path: 'src/run.py', line, rule: 'risk/zero-cost', quote: '    fee = 0' });
    const placesOf = (evidence: readonly EvidenceItem[]) =>
      new Map(assembleFindings([], someProof(evidence, [part])).map(({ id, place }) => [place?.line, id]));

    const both = placesOf([hit(2), hit(4)]);

    expect(new Set(both.values()).size).toBe(2);
    expect(placesOf([hit(4), hit(2)])).toEqual(both);
    expect(placesOf([hit(2)]).get(2)).toBe(both.get(2));
  });

  it('is another for a removed and an added line of one number and text', () => {
    const part = somePart('src/run.py', ['-fee = 0', '+fee = 0  ']);
    const hit = (side: 'before' | 'after') => someItem({ path: 'src/run.py', line: 1, side, quote: 'fee = 0' });

    const idBySide = (evidence: readonly EvidenceItem[]) =>
      new Map(assembleFindings([], someProof(evidence, [part])).map(({ id, place }) => [place?.side, id]));

    const found = idBySide([hit('after'), hit('before')]);

    expect(new Set(found.values()).size).toBe(2);
    expect(idBySide([hit('before'), hit('after')])).toEqual(found);
  });

  it('is the same for the same input, whatever the order of seats, claims and evidence', () => {
    const quotes = [...runPart.lines.map(({ text }) => text), 'not there', '', 'fee = 0\nfit(rows)'];
    const anyClaim = fc.record({
      quote: fc.constantFrom(...quotes, null),
      path: fc.constantFrom('src/run.py', 'src/other.py', null),
      evidence: fc.constantFrom('E1', 'E2', 'E9', null),
      severity: fc.constantFrom('blocker', 'major', 'minor', 'note' as const),
      code: fc.constantFrom('DATA_LEAKAGE', 'COST_RISK' as const),
      claim: fc.constantFrom('one', 'two'),
    });
    const seats = ['ops/first', 'ops/second', 'architect/first', 'architect/second'];
    const anyHeard = fc.tuple(
      ...seats.map((seat) => fc.array(anyClaim, { maxLength: 4 }).map((some) => someHeard(seat, some.map(someClaim)))),
    );
    const evidence = [
      someItem({ id: 'E1', path: 'src/run.py', line: 2, quote: runPart.lines[1]?.text ?? '' }),
      someItem({
        id: 'E2',
        path: 'src/run.py',
        line: 3,
        class: 'soft',
        rule: 'leak/full-frame-stat',
        quote: runPart.lines[2]?.text ?? '',
      }),
    ];
    const reorder = (heard: readonly HeardOpinion[]) =>
      heard
        .toReversed()
        .map((one) => ({ ...one, opinion: { ...one.opinion, findings: one.opinion.findings.toReversed() } }));
    const summary = (heard: readonly HeardOpinion[], items: readonly EvidenceItem[]) =>
      assembleFindings(heard, someProof(items)).map((finding) => ({ ...finding, raised_by: finding.raised_by.length }));

    fc.assert(
      fc.property(anyHeard, (heard) => {
        const found = summary(heard, evidence);

        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        expect(summary(reorder(heard), evidence.toReversed())).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
