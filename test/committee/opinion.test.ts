import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_FINDINGS, mergeOpinions, type Opinion, parseOpinion, type Stance } from '../../src/committee/opinion.ts';
import { someClaim, someOpinion } from './some-finding.ts';

const opinion = someOpinion({ findings: [someClaim({ quote: 'fee = 0', path: 'src/run.py' })] });
const claims = (count: number) => Array.from({ length: count }, (_, index) => someClaim({ claim: `claim ${index}` }));

function parse(answer: unknown) {
  return parseOpinion(typeof answer === 'string' ? answer : JSON.stringify(answer));
}

describe('parseOpinion', () => {
  it.each<[what: string, text: string]>([
    ['bare JSON', JSON.stringify(opinion)],
    ['JSON among white space', `\n  ${JSON.stringify(opinion, null, 2)}\n\n`],
    ['JSON in a fence', `\`\`\`json\n${JSON.stringify(opinion)}\n\`\`\``],
    ['JSON in a fence without a language', `\`\`\`\n${JSON.stringify(opinion, null, 2)}\n\`\`\`\n`],
    ['JSON in a fence in capitals', `\`\`\`JSON\n${JSON.stringify(opinion)}\n\`\`\``],
    ['JSON behind a byte order mark', `\ufeff${JSON.stringify(opinion)}`],
  ])('reads %s', (_, text) => {
    expect(parseOpinion(text)).toEqual({ kind: 'valid', value: opinion });
  });

  it('keeps a fence that stands inside a text', () => {
    const fenced = someOpinion({ summary: 'See\n```json\n{}\n```' });

    expect(parse(`\`\`\`json\n${JSON.stringify(fenced)}\n\`\`\``)).toEqual({ kind: 'valid', value: fenced });
  });

  it.each<[what: string, answer: unknown, error: RegExp]>([
    ['prose', 'I accept this change.', /^not JSON: /],
    ['an empty text', '', /^not JSON: /],
    ['prose before JSON', `Here it is: ${JSON.stringify(opinion)}`, /^not JSON: /],
    ['cut JSON', JSON.stringify(opinion).slice(0, -2), /^not JSON: /],
    ['two fences', '```json\n{}\n```\n```json\n{}\n```', /^not JSON: /],
    ['a list', [], /^answer: /],
    ['null', null, /^answer: /],
    ['an unknown stance', { ...opinion, stance: 'approve' }, /^stance: /],
    [
      'an unknown severity',
      { ...opinion, findings: [{ ...someClaim(), severity: 'critical' }] },
      /^findings\.0\.severity: /,
    ],
    [
      'a code that belongs to verdicts',
      { ...opinion, findings: [someClaim(), { ...someClaim(), code: 'OK' }] },
      /^findings\.1\.code: /,
    ],
    ['a score above 10', { ...opinion, score: 11 }, /^score: /],
    ['a score below 0', { ...opinion, score: -1 }, /^score: /],
    ['a score in words', { ...opinion, score: '8' }, /^score: /],
    ['a field that is missing', { ...opinion, summary: undefined }, /^summary: /],
    ['a field that nobody asked for', { ...opinion, status: 'ACCEPTED' }, /status/],
    ['an empty claim', { ...opinion, findings: [someClaim({ claim: '' })] }, /^findings\.0\.claim: /],
    ['13 findings', { ...opinion, findings: claims(MOST_FINDINGS + 1) }, /^findings: /],
    [
      'an abstention without its reason',
      { ...opinion, stance: 'abstain' },
      /^abstain_reason: an abstention needs its reason$/,
    ],
    ['an abstention with a blank reason', { ...opinion, stance: 'abstain', abstain_reason: ' ' }, /^abstain_reason: /],
  ])('refuses %s and names the field', (_, answer, error) => {
    expect(parse(answer)).toMatchObject({ kind: 'invalid', errors: [expect.stringMatching(error)] });
  });

  it('takes 12 findings, and an abstention with its reason', () => {
    expect(parse({ ...opinion, findings: claims(MOST_FINDINGS) }).kind).toBe('valid');
    expect(parse({ ...opinion, stance: 'abstain', abstain_reason: 'No code here.' }).kind).toBe('valid');
  });

  it('tells twenty errors and how many more there are', () => {
    const findings = Array.from({ length: 12 }, () => ({ severity: 'critical', code: 'X', claim: '' }));

    const parsed = parse({ ...opinion, findings });

    expect(parsed.kind === 'invalid' && parsed.errors.slice(-2)).toEqual([
      expect.stringMatching(/^findings\.\d+\./),
      'and 64 more',
    ]);
  });
});

describe('mergeOpinions', () => {
  it('is the opinion itself when there is one reading', () => {
    expect(mergeOpinions([opinion])).toEqual(opinion);
  });

  it.each<[stances: readonly Stance[], merged: Stance]>([
    [['accept', 'reject', 'accept'], 'reject'],
    [['accept', 'accept_with_changes'], 'accept_with_changes'],
    [['accept_with_changes', 'reject'], 'reject'],
    [['accept', 'accept'], 'accept'],
    [['abstain', 'accept'], 'accept'],
    [['accept', 'abstain', 'abstain'], 'accept'],
    [['abstain', 'abstain'], 'abstain'],
  ])('of %j stands on the sternest: %s', (stances, merged) => {
    const opinions = stances.map((stance) =>
      someOpinion({ stance, abstain_reason: stance === 'abstain' ? 'Why.' : null }),
    );

    expect(mergeOpinions(opinions).stance).toBe(merged);
  });

  it('takes the lowest score of the parts that were judged, and every summary', () => {
    const opinions = [
      someOpinion({ score: 7, summary: 'One.' }),
      someOpinion({ score: 4, summary: 'Two.' }),
      someOpinion({ score: 6, summary: 'One.' }),
    ];

    expect(mergeOpinions(opinions)).toMatchObject({ score: 4, summary: 'One. Two.', abstain_reason: null });
  });

  it('does not count the score of a part it abstained on, and says that it did', () => {
    const abstention = someOpinion({ stance: 'abstain', abstain_reason: 'No code.', score: 0, summary: 'Nothing.' });

    expect(mergeOpinions([abstention, someOpinion({ score: 8, summary: 'Sound.' })])).toMatchObject({
      stance: 'accept',
      abstain_reason: null,
      score: 8,
      summary: 'Sound. It abstained on a part: No code.',
    });
  });

  it('gives the reasons of all parts when it abstained on all', () => {
    const abstain = (abstain_reason: string) => someOpinion({ stance: 'abstain', abstain_reason });

    expect(mergeOpinions([abstain('No code.'), abstain('No data.'), abstain('No code.')]).abstain_reason).toBe(
      'No code. No data.',
    );
  });

  it('loses no finding, whatever the stances', () => {
    const anyOpinion = fc.record({
      stance: fc.constantFrom<Stance>('accept', 'reject', 'abstain'),
      count: fc.nat(12),
      score: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(fc.array(anyOpinion, { minLength: 1, maxLength: 6 }), (some) => {
        const opinions: Opinion[] = some.map(({ stance, count, score }) =>
          someOpinion({ stance, score, abstain_reason: stance === 'abstain' ? 'Why.' : null, findings: claims(count) }),
        );

        expect(mergeOpinions(opinions).findings).toEqual(opinions.flatMap(({ findings }) => findings));
      }),
    );
  });

  it('has nothing to merge of nothing', () => {
    expect(() => mergeOpinions([])).toThrow(RangeError);
  });
});
