import { describe, expect, it } from 'vitest';
import type { HeardOpinion } from '../../src/committee/draft.ts';
import type { Finding } from '../../src/committee/finding.ts';
import { assembleFindings } from '../../src/committee/findings.ts';
import type { Claim } from '../../src/committee/opinion.ts';
import type { Severity } from '../../src/kernel/severity.ts';
import { someItem } from '../dossier/some-dossier.ts';
import { models, someClaim, someHeard } from './some-finding.ts';
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

describe('the place of a claim', () => {
  it('is where its quote stands, with the symbol around it', () => {
    expect(only([someHeard('ops/first', [placed('place(rows)')])]).place).toEqual({
      path: 'src/run.py',
      line: 9,
      end_line: 9,
      side: 'after',
      symbol: 'trade',
      quote: '    place(rows)',
    });
  });

  it('spans the lines of its quote', () => {
    expect(only([someHeard('ops/first', [placed('mom = close.shift(-1)\nfee = 0')])]).place).toMatchObject({
      line: 2,
      end_line: 3,
    });
  });

  it('is on the side before for removed lines', () => {
    const { place } = only([someHeard('ops/first', [placed('assert kill_switch.armed()')])]);

    expect(place).toMatchObject({ line: 5, side: 'before', quote: '    assert kill_switch.armed()' });
  });

  it('is a row of the coverage table without a line', () => {
    const claim = someClaim({ quote: 'tests/test_run.py | test | 3 changed lines', path: 'tests/test_run.py' });

    expect(only([someHeard('architect/first', [claim])]).place).toMatchObject({
      path: 'tests/test_run.py',
      line: null,
      symbol: null,
    });
  });
});

describe('an unsourced claim', () => {
  it.each<[why: string, claim: Partial<Claim>, told: string]>([
    ['its quote is not there', { quote: 'close.shift(-7)' }, 'the quoted text is not in the dossier'],
    ['its quote stands in two files', { quote: 'place(rows)' }, 'the quoted text is not in the dossier'],
    ['its quote is too short', { quote: 'fee' }, 'the quoted text is not in the dossier'],
    ['its evidence does not exist', { evidence: 'E9' }, 'there is no evidence E9 in the dossier'],
    ['it cites nothing', {}, 'it quotes nothing'],
    ['it quotes white space', { quote: ' \n' }, 'it quotes nothing'],
  ])('is kept and weighs nothing when %s', (_, claim, told) => {
    const finding = only(
      [someHeard('ops/first', [someClaim({ severity: 'blocker', ...claim })])],
      someProof([someItem()].slice(1)),
    );

    expect(finding).toMatchObject({ severity: 'blocker', place: null, standing: { kind: 'unsourced', why: told } });
  });

  it('stays unsourced when both models raise it', () => {
    const claim = someClaim({ quote: 'close.shift(-7)' });

    expect(only([someHeard('ops/first', [claim]), someHeard('ops/second', [claim])]).standing.kind).toBe('unsourced');
  });

  it('keeps its id when it is told in other words', () => {
    const claim = (words: string) => someClaim({ quote: 'close.shift(-7)', path: 'src/run.py', claim: words });

    expect(only([someHeard('ops/first', [claim('one')])]).id).toBe(only([someHeard('ops/first', [claim('other')])]).id);
  });

  it('is one finding for each claim when nothing is quoted', () => {
    expect(assemble([someHeard('ops/first', [someClaim({ claim: 'one' }), someClaim({ claim: 'two' })])])).toHaveLength(
      2,
    );
  });
});

describe('the standing of a claim', () => {
  const claim = (severity: Severity) => placed('place(rows)', { severity });

  it.each<[who: string, heard: readonly HeardOpinion[], severity: Severity, standing: object]>([
    ['one seat, minor', [someHeard('ops/first', [claim('minor')])], 'minor', { kind: 'stated' }],
    [
      'both models, note',
      [someHeard('ops/first', [claim('note')]), someHeard('ops/second', [claim('note')])],
      'note',
      { kind: 'stated' },
    ],
    ['one seat, major', [someHeard('ops/first', [claim('major')])], 'major', { kind: 'unanswered' }],
    [
      'two seats of one model',
      [someHeard('ops/first', [claim('major')]), someHeard('architect/first', [claim('blocker')])],
      'blocker',
      { kind: 'unanswered' },
    ],
    [
      'both models of a skill',
      [someHeard('ops/first', [claim('major')]), someHeard('ops/second', [claim('major')])],
      'major',
      { kind: 'confirmed', by: 'both models', independent: true },
    ],
    [
      'both models of different skills',
      [someHeard('ops/first', [claim('blocker')]), someHeard('architect/second', [claim('blocker')])],
      'blocker',
      { kind: 'confirmed', by: 'both models', independent: true },
    ],
    [
      'both models, blocker and major',
      [someHeard('ops/first', [claim('major')]), someHeard('ops/second', [claim('blocker')])],
      'blocker',
      { kind: 'unanswered' },
    ],
    [
      'both models, blocker and minor',
      [someHeard('ops/first', [claim('blocker')]), someHeard('ops/second', [claim('minor')])],
      'blocker',
      { kind: 'unanswered' },
    ],
    [
      'one model in both slots',
      [someHeard('ops/first', [claim('major')], models.second), someHeard('ops/second', [claim('major')])],
      'major',
      { kind: 'confirmed', independent: false },
    ],
    [
      'one slot, one seat of which fell back to the other model',
      [someHeard('ops/first', [claim('major')], models.second), someHeard('architect/first', [claim('major')])],
      'major',
      { kind: 'confirmed', independent: true },
    ],
  ])('with %s', (_, heard, severity, standing) => {
    expect(only(heard)).toMatchObject({
      severity,
      standing,
      raised_by: heard.map(({ seat, model }) => ({ seat, model })),
    });
  });

  it('takes claim and recommendation from the heaviest raise and keeps the words of every seat', () => {
    const heard = [
      someHeard('ops/first', [claim('minor')]),
      someHeard('ops/second', [
        placed('place(rows)', { severity: 'blocker', claim: 'It loses money.', recommendation: 'Stop.' }),
      ]),
    ];

    const finding = only(heard);

    expect(finding).toMatchObject({ claim: 'It loses money.', recommendation: 'Stop.' });
    expect(finding.raised_by.map(({ claim: words }) => words)).toEqual(['It is wrong.', 'It loses money.']);
  });

  it('is apart for claims of different codes on one line', () => {
    const claims = [placed('place(rows)'), placed('place(rows)', { code: 'COST_RISK' })];

    const codes = assemble([someHeard('ops/first', claims)]).map(({ code }) => code);

    expect(codes.toSorted()).toEqual(['COST_RISK', 'METHODOLOGY_FLAW']);
  });
});

it('stands heaviest first, then by place', () => {
  const claims = [
    placed('place(rows)'),
    placed('def train(rows):'),
    placed('fit(rows)', { severity: 'note' }),
    placed('def trade(rows):', { severity: 'blocker' }),
  ];

  const findings = assemble([someHeard('ops/first', claims)]);

  expect(findings.map(({ severity, place }) => `${severity} ${place?.line}`)).toEqual([
    'blocker 6',
    'major 1',
    'major 9',
    'note 4',
  ]);
});
