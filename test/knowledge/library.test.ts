import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/knowledge/library.ts';
import type { Passage } from '../../src/knowledge/passage.ts';

const other = ['Lunch is at noon.', 'The garden needs water.', 'Birds sing at dawn.', 'Le chat dort.'];

describe('a search by words', () => {
  it.each([
    ['the same words', 'who feeds the cat', 'Anna feeds the cat.'],
    ['another form of a word', 'promoting challengers', 'A challenger is promoted by its owner.'],
    ['another form of a French word', 'les modèles approuvés', 'Approbation du modele : responsable.'],
    ['words without their accents', 'délai de sécurité', 'Delai de securite : deux heures'],
    ['an elision', "l'escalade", 'Escalade : ML owner'],
    ['a part of a name', 'place an order', 'Call `adapter.placeOrder` once.'],
    ['a name written apart', 'kill switch', 'The killswitch ends all trading.'],
    ['the number of a record', 'what does ADR-26 say', 'Grafana is the single entry point (ADR-26).'],
    [
      'an English question with a French answer',
      'who approves the deployment',
      'Deploiement : approbation du responsable.',
    ],
    ['a French question with an English answer', 'comment revenir en arrière', 'Roll back with the previous tag.'],
    ['another word for the same thing', 'what does a session cost', 'The usual price is 0.10 a run.'],
    ['a heading alone', 'rollback procedure', 'Undo it.', ['Rollback procedure']],
  ])('finds %s', (_, question, text, headings: readonly string[] = []) => {
    const library = openLibrary([...other.map((each) => passage(each)), passage(text, { headings })]);

    const [best] = library.search(question, { limit: 3 });

    expect(best?.passage.text).toBe(text);
    expect(best?.lexical).toBeGreaterThan(0);
    expect(best?.vector).toBeNull();
  });

  it('has no answer where no word of the question stands', () => {
    const library = openLibrary(other.map((each) => passage(each)));

    expect(library.search('quarterly tax return', { limit: 5 })).toEqual([]);
    expect(library.search('what is the', { limit: 5 })).toEqual([]);
    expect(library.search('', { limit: 5 })).toEqual([]);
    expect(openLibrary([]).search('cat', { limit: 5 })).toEqual([]);
  });

  it('puts the passage that answers more of the question first', () => {
    const library = openLibrary([
      passage('The gate is open. The gate is closed. The gate is green.'),
      passage('A waiver lets a gate pass.'),
    ]);

    expect(texts(library.search('waiver of a gate', { limit: 2 }))[0]).toBe('A waiver lets a gate pass.');
  });

  it('counts two names of one thing as one answer', () => {
    const library = openLibrary([
      passage('The price is a cost, a fee, an expense and a charge of something else entirely.'),
      passage('The cost of a committee session is low, and it is written down for each seat in the end.'),
      ...other.map((each) => passage(each)),
    ]);

    expect(texts(library.search('cost of a session', { limit: 1 }))[0]).toContain('committee session');
  });

  it('resolves ties by the order of the passages', () => {
    const library = openLibrary(
      ['north', 'south', 'west'].map((path) => passage(`The cat sleeps in the ${path}.`, { path })),
    );

    const answers = [1, 2, 3].map(() => library.search('cat', { limit: 3 }).map((each) => each.passage.path));

    expect(answers).toEqual([
      ['north', 'south', 'west'],
      ['north', 'south', 'west'],
      ['north', 'south', 'west'],
    ]);
  });

  it('keeps to the passages that are allowed and to the limit', () => {
    const library = openLibrary(['north', 'south', 'west'].map((path) => passage(`The cat of the ${path}.`, { path })));

    const within = ({ path }: Passage) => path !== 'north';

    expect(library.search('cat', { limit: 5, within }).map((each) => each.passage.path)).toEqual(['south', 'west']);
    expect(library.search('cat', { limit: 1 })).toHaveLength(1);
    expect(library.search('cat', { limit: 0 })).toEqual([]);
  });
});

describe('an answer of many passages', () => {
  it('puts copies behind all others', () => {
    const copy =
      'The cat sleeps on the warm roof of the old house while the dog watches a closed door and one grey bird sings its only song for anybody who passes along our narrow street today.';
    const library = openLibrary([
      passage(copy, { path: 'a' }),
      passage(copy, { path: 'b' }),
      passage(copy.replace('old house', 'new house'), { path: 'c' }),
      passage('A cat.', { path: 'd' }),
    ]);

    const paths = library.search('cat on the roof', { limit: 4 }).map((each) => each.passage.path);

    expect(paths.slice(0, 2).toSorted()).toEqual(['a', 'd']);
    expect(paths).toHaveLength(4);
  });

  it('puts the third piece of a section behind all others', () => {
    const part = (number: number) => passage(`Cat ${number}, ${'word'.repeat(number)}.`, { path: 'a', anchor: 'cats' });
    const library = openLibrary([
      part(1),
      part(2),
      part(3),
      passage('Of a cat and much else that is long.', { path: 'b' }),
    ]);

    const ranked = library.search('cat', { limit: 4 });

    expect(ranked.map((each) => each.passage.path)).toEqual(['a', 'a', 'b', 'a']);
  });
});

describe('a search by words and vectors', () => {
  const passages = [
    passage('The cat sleeps.'),
    passage('Felines rest.'),
    passage('Stocks fall.'),
    passage('No vector cat.'),
  ];
  const library = openLibrary(passages, [[1, 0], [0.9, 0.1], [0, 1], null]);

  it('fuses both rankings by reciprocal rank', () => {
    const ranked = library.search('cat', { limit: 4, queryVector: [2, 0] });

    expect(ranked.map((each) => each.passage.text)).toEqual([
      'The cat sleeps.',
      'Felines rest.',
      'No vector cat.',
      'Stocks fall.',
    ]);
    expect(ranked[0]?.score).toBeCloseTo(1 / 61 + 1 / 61);
    expect(ranked[0]?.vector).toBeCloseTo(1);
    expect(ranked[1]?.lexical).toBeNull();
    expect(ranked[2]?.vector).toBeNull();
    expect(ranked[3]?.vector).toBeCloseTo(0);
  });

  it('finds by vectors alone what shares no word with the question', () => {
    expect(library.search('puss', { limit: 1, queryVector: [0.9, 0.1] })[0]?.passage.text).toBe('Felines rest.');
  });

  it('leaves vectors aside that are of another length or have no direction', () => {
    expect(library.search('puss', { limit: 4, queryVector: [1, 0, 0] })).toEqual([]);
    expect(library.search('puss', { limit: 4, queryVector: [0, 0] })).toEqual([]);
    expect(library.search('puss', { limit: 4, queryVector: null })).toEqual([]);
  });
});

function passage(text: string, given: Partial<Passage> = {}): Passage {
  const path = given.path ?? `${text.slice(0, 6)}.md`;
  const place = { headings: [], anchor: '', part: 1, line: 1, endLine: 1, path, record: null };
  return { ...place, id: `doc:${path}`, text, ...given };
}

function texts(ranked: ReturnType<ReturnType<typeof openLibrary>['search']>): readonly string[] {
  return ranked.map((each) => each.passage.text);
}
