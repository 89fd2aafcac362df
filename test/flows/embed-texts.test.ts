import { describe, expect, it } from 'vitest';
import { renderKnowledgeLine } from '../../src/finops/knowledge-line.ts';
import { embedLibrary } from '../../src/flows/embed-library.ts';
import { embedTexts } from '../../src/flows/embed-texts.ts';
import { placePieces } from '../../src/knowledge/passage.ts';
import { wordVector } from '../fakes/loopback-embedding.ts';
import { answerWith, byWords, order, portsOf } from './embedding-stage.ts';

describe('embedTexts', () => {
  it('reserves each call before it is made, and settles it once its vectors are kept', async () => {
    const { ports, events } = portsOf();

    const embedded = await embedTexts(['roll back', 'à chaud'], order, ports);

    expect(events).toEqual(['reserve', 'embed', 'keep', 'settle paid', 'tell']);
    expect(embedded).toEqual({
      kind: 'embedded',
      vectors: new Map([
        ['roll back', wordVector('roll back', 8).map(Math.fround)],
        ['à chaud', wordVector('à chaud', 8).map(Math.fround)],
      ]),
    });
  });

  it('asks for no text twice, and for each purpose apart', async () => {
    const { ports, requests } = portsOf();
    await embedTexts(['roll back', 'roll back', '  '], order, ports);

    const again = await embedTexts(['roll back', 'press it'], order, ports);
    await embedTexts(['roll back'], { ...order, purpose: 'query' }, ports);

    expect(requests.map(({ texts, purpose }) => [purpose, texts])).toEqual([
      ['document', ['roll back']],
      ['document', ['press it']],
      ['query', ['roll back']],
    ]);
    expect(again.kind === 'embedded' && [...again.vectors.keys()]).toEqual(['roll back', 'press it']);
  });

  it('parts texts by how many and how long a call may be', async () => {
    const { ports, requests } = portsOf();
    const long = 'many words stand in here and each of them is counted '.repeat(9);

    await embedTexts(['a', 'b', 'c', 'd', long, 'e'], order, ports);

    expect(requests.map(({ texts }) => texts)).toEqual([['a', 'b', 'c'], ['d'], [long], ['e']]);
  });

  it('leaves one line for each paid call, which says what was counted', async () => {
    const { ports, records } = portsOf();

    await embedTexts(['roll back'], order, ports);

    expect(records.map(renderKnowledgeLine)).toEqual([
      '{"event":"knowledge_finops","at":"2026-05-12T12:00:00.000Z","repository":"acme/quant",' +
        '"model":"mistral:mistral-embed","purpose":"document","texts":1,"input_tokens":1000000,"estimated":false,' +
        '"price_date":"2026-11-20","micro_usd":100000,"possibly_spent_micro_usd":0,"usd":"0.1"}\n',
    ]);
  });

  it('counts its own estimate where the provider names no tokens, and the price that a proxy states', async () => {
    const silent = portsOf(answerWith({ inputTokens: null }));
    const stated = portsOf(answerWith({ statedMicroUsd: 7 }));

    await embedTexts(['roll back'], order, silent.ports);
    await embedTexts(['roll back'], order, stated.ports);

    expect(silent.records).toMatchObject([{ estimated: true, input_tokens: 2, micro_usd: 1 }]);
    expect(stated.records).toMatchObject([{ micro_usd: 7, price_date: null }]);
    expect(stated.outcomes).toMatchObject([{ kind: 'paid', microUsd: 7 }]);
  });

  it('sends no credential and no endless text', async () => {
    const { ports, requests } = portsOf();
    const token = `ghp_${'a1B2c3D4'.repeat(4)}e5F6`;

    await embedTexts([`where is ${token} used`, 'x'.repeat(100_000)], { ...order, purpose: 'query' }, ports);

    const sent = requests.flatMap(({ texts }) => texts);
    expect(sent.join(' ')).not.toContain(token);
    expect(Math.max(...sent.map(({ length }) => length))).toBe(4_000);
  });
});

describe('embedLibrary', () => {
  const piece = { anchor: 'roll-back', part: 1, line: 1, endLine: 2, text: 'Press it.' };
  const passages = placePieces({ path: 'docs/runbook.md', record: null }, [
    { ...piece, headings: ['Runbook', 'Roll back'] },
  ]);

  it('gives passages vectors by their ids and questions by their words', async () => {
    const { ports, requests } = portsOf();

    const embedded = await embedLibrary({ passages, queries: ['how to go back'] }, order, ports);

    expect(requests.map(({ texts, purpose }) => [purpose, texts])).toEqual([
      ['document', ['Runbook > Roll back\n\nPress it.']],
      ['query', ['how to go back']],
    ]);
    expect([...embedded.passages.keys(), ...embedded.queries.keys()]).toEqual([
      'doc:docs/runbook.md#roll-back',
      'how to go back',
    ]);
    expect(embedded.note).toBeNull();
  });

  it('gives none at all when one of the two fails, and asks for none where there are no passages', async () => {
    const { ports } = portsOf((request) =>
      request.purpose === 'query' ? { kind: 'failed', message: 'Gone.', maybeCharged: false } : byWords(request),
    );

    const half = await embedLibrary({ passages, queries: ['how'] }, order, ports);
    const none = await embedLibrary({ passages: [], queries: ['how'] }, order, ports);

    expect(half).toEqual({
      passages: new Map(),
      queries: new Map(),
      note: 'Passages were ranked by words alone: Gone.',
    });
    expect(none.note).toBeNull();
  });
});
