import { describe, expect, it } from 'vitest';
import { OFFER_TOKENS, type OfferInput, offerPassages } from '../../src/dossier/offer-passages.ts';
import { type Passage, placePieces } from '../../src/knowledge/passage.ts';

const countTokens = (text: string) => Math.ceil(text.length / 4);

function passage(path: string, text: string, line = 1): Passage {
  const [placed] = placePieces({ path, record: null }, [
    { headings: ['Title'], anchor: `l${line}`, part: 1, line, endLine: line + 2, text },
  ]);
  if (placed === undefined) throw new RangeError('no passage');
  return placed;
}

/** Finds the passages that hold a word of the query, those with more of them first. */
function searchOf(passages: readonly Passage[]): OfferInput['search'] {
  return {
    search: (query, { limit }) =>
      passages
        .map((one) => ({ one, score: query.split(' ').filter((word) => one.text.includes(word)).length }))
        .filter(({ score }) => score > 0)
        .toSorted((left, right) => right.score - left.score)
        .slice(0, limit)
        .map(({ one, score }) => ({ passage: one, score, lexical: score, vector: null })),
  };
}

function offer(passages: readonly Passage[], overrides: Partial<OfferInput> = {}) {
  return offerPassages({
    search: searchOf(passages),
    passages,
    skills: [
      { skill: 'ops', queries: ['rollback alerts'] },
      { skill: 'ml-engineer', queries: ['leakage'] },
    ],
    words: 'momentum',
    decisions: [],
    cited: [],
    vectorOf: () => undefined,
    countTokens,
    ...overrides,
  });
}

const runbook = passage('docs/runbook.md', 'rollback by the launcher, alerts first');
const leak = passage('docs/ml.md', 'leakage is a blocker');
const own = passage('docs/momentum.md', 'momentum looks back 24 bars');
const record = passage('docs/adr/0001-a.md', 'decided', 17);
const binding = { id: 'adr:1', title: 'A', path: record.path, line: 18, whys: ['named'] };

describe('the passages of a review', () => {
  it('go to the skills that ask for them, and those of the change to all', () => {
    const offered = offer([runbook, leak, own]);

    expect(offered.map(({ path, skills }) => [path, skills])).toEqual([
      ['docs/ml.md', ['ml-engineer']],
      ['docs/momentum.md', ['ops', 'ml-engineer']],
      ['docs/runbook.md', ['ops']],
    ]);
  });

  it('begin with the decisions that bind, for every skill', () => {
    const [first] = offer([record, leak], { decisions: [binding], words: '' });

    expect(first).toMatchObject({ path: record.path, skills: ['ops', 'ml-engineer'] });
  });

  it('stay within the allowance of a seat, each passage whole', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      passage(`docs/${index}.md`, `momentum ${'word '.repeat(240)}`),
    );

    const offered = offer(many);

    const tokens = offered.reduce((sum, { text }) => sum + countTokens(text), 0);
    expect(offered.length).toBeGreaterThan(3);
    expect(tokens).toBeLessThanOrEqual(OFFER_TOKENS);
    expect(offered.every(({ text }) => text.endsWith('word '))).toBe(true);
  });

  it('leave room for what skills ask when many decisions bind', () => {
    const records = Array.from({ length: 30 }, (_, index) => passage(`docs/adr/${index}.md`, 'word '.repeat(200)));
    const decisions = records.map(({ path }) => ({ ...binding, path, line: 2 }));

    const offered = offer([...records, leak], { decisions, words: '' });

    expect(offered.some(({ path }) => path === leak.path)).toBe(true);
  });

  it('are none where nothing is found', () => {
    expect(offer([runbook], { skills: [{ skill: 'ops', queries: ['nothing'] }], words: '' })).toEqual([]);
  });

  it('begin with what the hits of a skill cite', () => {
    const offered = offer([leak, runbook], { cited: [{ passage: leak, skill: 'ops' }], words: '' });

    expect(offered.map(({ path, skills }) => [path, skills])).toEqual([
      ['docs/ml.md', ['ops', 'ml-engineer']],
      ['docs/runbook.md', ['ops']],
    ]);
  });

  it('never pass the allowance of a seat, however much is cited; what has no room is told for no seat', () => {
    const many = Array.from({ length: 60 }, (_, index) => passage(`docs/${index}.md`, 'word '.repeat(200)));
    const cited = many.map((one) => ({ passage: one, skill: 'ops' }));

    const offered = offer(many, { cited, words: '' });

    const read = offered.filter(({ skills }) => skills.includes('ops'));
    expect(offered).toHaveLength(60);
    expect(read.reduce((sum, { text }) => sum + countTokens(text), 0)).toBeLessThanOrEqual(OFFER_TOKENS);
  });
});
