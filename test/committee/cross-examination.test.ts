import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyExaminations,
  BATCH_SIZE,
  type Batch,
  batchCandidates,
  type Examination,
  type Examined,
  parseExamination,
} from '../../src/committee/cross-examination.ts';
import type { Finding, Raise } from '../../src/committee/finding.ts';
import {
  confirmed,
  idOf,
  models,
  refuted,
  someFinding,
  someRaise,
  stated,
  unanswered,
  unsourced,
} from './some-finding.ts';

const candidate = (number: number, raised_by: readonly Raise[]) =>
  someFinding({ id: idOf(number), severity: 'blocker', standing: unanswered, raised_by: [...raised_by] });

describe('batchCandidates', () => {
  it.each<[who: string, raised: readonly Raise[], examiner: string]>([
    ['a first seat', [someRaise('ops/first')], 'second'],
    ['a second seat', [someRaise('ops/second')], 'first'],
    ['two first seats', [someRaise('ops/first'), someRaise('architect/first')], 'second'],
    [
      'a first seat, and a second one as a minor',
      [someRaise('ops/second', { severity: 'minor' }), someRaise('ops/first')],
      'second',
    ],
  ])('puts what %s raised to the other model', (_, raised, examiner) => {
    expect(batchCandidates([candidate(1, raised)])).toMatchObject([{ slot: examiner, candidates: [{ id: idOf(1) }] }]);
  });

  it.each<[what: string, finding: Partial<Finding>]>([
    ['what is confirmed', { standing: confirmed }],
    ['what is refuted', { standing: refuted }],
    ['what is unsourced', { standing: unsourced }],
    ['a minor', { severity: 'minor', standing: stated }],
    ['a note', { severity: 'note', standing: stated }],
  ])('does not ask about %s', (_, finding) => {
    expect(batchCandidates([someFinding(finding)])).toEqual([]);
  });

  it('asks about 20 claims a call', () => {
    const findings = Array.from({ length: 41 }, (_, index) => candidate(index, [someRaise('ops/first')]));

    const batches = batchCandidates([...findings, candidate(99, [someRaise('ops/second')])]);

    expect(batches.map(({ slot, candidates }) => `${slot} ${candidates.length}`)).toEqual([
      'first 1',
      'second 20',
      'second 20',
      'second 1',
    ]);
    expect(BATCH_SIZE).toBe(20);
  });

  it('asks about every open candidate exactly once', () => {
    const anySeat = fc.constantFrom('ops/first', 'ops/second');
    const anyFindings = fc
      .array(
        fc.record({
          seat: anySeat,
          severity: fc.constantFrom('blocker', 'major', 'minor' as const),
          standing: fc.constantFrom(confirmed, unanswered),
        }),
        { maxLength: 100 },
      )
      .map((some) =>
        some.map(({ seat, ...facts }, index) =>
          someFinding({ id: idOf(index), raised_by: [someRaise(seat)], ...facts }),
        ),
      );
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const asked = batchCandidates(findings).flatMap(({ candidates }) => candidates.map(({ id }) => id));

        const open = findings.filter(({ severity, standing }) => severity !== 'minor' && standing === unanswered);
        expect(asked.toSorted()).toEqual(open.map(({ id }) => id));
      }),
    );
  });
});

const open = candidate(1, [someRaise('ops/first')]);
const batch: Batch = { slot: 'second', candidates: [open] };

/** The standing of `open` after an examiner gave these answers. */
function standingAfter(answers: Examination['answers'], model = models.second, finding = open) {
  const examined: Examined = {
    kind: 'answered',
    batch: { ...batch, candidates: [finding] },
    model,
    examination: { answers },
  };
  return applyExaminations([finding], [examined])[0]?.standing;
}

const yes = { id: idOf(1), answer: 'confirmed', why: 'Line 2 shows it.' } as const;
const no = { id: idOf(1), answer: 'refuted', why: 'It is a label.' } as const;

describe('applyExaminations', () => {
  it.each<[what: string, answers: Examination['answers'], standing: object]>([
    [
      'a confirmation',
      [yes],
      { kind: 'confirmed', by: 'cross-examination', model: models.second, independent: true, why: yes.why },
    ],
    ['a refutation', [no], { kind: 'refuted', model: models.second, independent: true, why: no.why }],
    ['the same answer twice', [yes, yes], { kind: 'confirmed' }],
    ['contradicting answers', [yes, no], { kind: 'unanswered', why: 'the examiner answered both ways' }],
    ['contradicting answers, the other way round', [no, yes], { kind: 'unanswered' }],
    ['no answer', [], { kind: 'unanswered', why: 'the examiner left it out' }],
    [
      'an answer to what was never asked',
      [{ ...yes, id: idOf(2) }],
      { kind: 'unanswered', why: 'the examiner left it out' },
    ],
  ])('writes %s into the finding', (_, answers, standing) => {
    expect(standingAfter(answers)).toMatchObject(standing);
  });

  it('labels an answer of the model that raised the claim as not independent', () => {
    expect(standingAfter([yes], models.first)).toMatchObject({ kind: 'confirmed', independent: false });
    expect(standingAfter([no], models.first)).toMatchObject({ kind: 'refuted', independent: false });
  });

  it('is independent of a model that saw the same fault as a minor one', () => {
    const finding = candidate(1, [someRaise('ops/first'), someRaise('ops/second', { severity: 'minor' })]);

    expect(standingAfter([yes], models.second, finding)).toMatchObject({ kind: 'confirmed', independent: true });
  });

  it('leaves what both models raised standing as the lighter claim when the heavier one is refuted', () => {
    const both = candidate(1, [someRaise('ops/first', { severity: 'blocker' }), someRaise('ml-engineer/second')]);
    const examined: Examined = {
      kind: 'answered',
      batch: { ...batch, candidates: [both] },
      model: models.second,
      examination: { answers: [no] },
    };

    expect(applyExaminations([both], [examined])[0]).toMatchObject({
      severity: 'major',
      standing: { kind: 'confirmed', by: 'both models', independent: true, why: expect.stringContaining(no.why) },
    });
  });

  it('leaves a batch unanswered that nobody answered, and says why', () => {
    expect(applyExaminations([open], [{ kind: 'failed', batch, why: '429 from the provider' }])).toEqual([
      { ...open, standing: { kind: 'unanswered', why: '429 from the provider' } },
    ]);
  });

  it('does not move a finding that was not asked about', () => {
    const settled = someFinding({ id: idOf(2), standing: confirmed });
    const answers = [yes, { id: idOf(2), answer: 'refuted' as const, why: 'No.' }];

    const examined: Examined = { kind: 'answered', batch, model: models.second, examination: { answers } };

    expect(applyExaminations([open, settled], [examined]).find(({ id }) => id === idOf(2))).toEqual(settled);
  });

  it('keeps every finding and changes nothing but its standing', () => {
    const others = [someFinding({ id: idOf(3), severity: 'note', standing: stated }), someFinding({ id: idOf(2) })];
    const examined: Examined = { kind: 'answered', batch, model: models.second, examination: { answers: [yes] } };

    const applied = applyExaminations([...others, open], [examined]);

    expect(applied.map(({ id }) => id)).toEqual([idOf(1), idOf(2), idOf(3)]);
    expect(applied[0]).toEqual({ ...open, standing: applied[0]?.standing });
  });
});

describe('parseExamination', () => {
  it('reads confirmed and refuted', () => {
    expect(parseExamination(JSON.stringify({ answers: [yes, no] }))).toEqual({
      kind: 'valid',
      value: { answers: [yes, no] },
    });
  });

  it.each([
    ['another word', { answers: [{ ...yes, answer: 'maybe' }] }, /^answers\.0\.answer: /],
    ['no list', { answers: 'confirmed' }, /^answers: /],
    ['a bare list', [yes], /^answer: /],
  ])('refuses %s and names the field', (_, answer, error) => {
    expect(parseExamination(JSON.stringify(answer))).toMatchObject({
      kind: 'invalid',
      errors: [expect.stringMatching(error)],
    });
  });
});
