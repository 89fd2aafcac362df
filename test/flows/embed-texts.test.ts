import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeCatalogs, parseCatalog } from '../../src/finops/catalog.ts';
import { type KnowledgeRecord, renderKnowledgeLine } from '../../src/finops/knowledge-line.ts';
import { embedLibrary } from '../../src/flows/embed-library.ts';
import type { EmbedOrder, EmbedPorts } from '../../src/flows/embed-order.ts';
import { embedTexts } from '../../src/flows/embed-texts.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { placePieces } from '../../src/knowledge/passage.ts';
import type { EmbedAnswer, EmbedRequest, LibraryMoney } from '../../src/ports/library.ts';
import type { MoneyOutcome } from '../../src/ports/money.ts';
import { wordVector } from '../fakes/loopback-embedding.ts';
import { openMemoryShelf } from '../fakes/memory-shelf.ts';

const FILE = 'catalog/models.yaml';
const catalog = parseCatalog(readFileSync(join(import.meta.dirname, '..', '..', FILE), 'utf8'), FILE);

const NOON = Date.parse('2026-05-12T12:00:00Z');
const MODEL = 'mistral:mistral-embed';

const order: EmbedOrder = { model: MODEL, purpose: 'document', catalog, cap: 500_000, repository: 'acme/quant' };

type Answering = (request: EmbedRequest) => EmbedAnswer;

type Embedded = Extract<EmbedAnswer, { kind: 'embedded' }>;

/** Answers with a vector by the words of each text, but for what a test changes. */
const answerWith =
  (changes: Partial<Embedded> = {}): Answering =>
  ({ texts }) => ({
    kind: 'embedded',
    vectors: texts.map((text) => wordVector(text, 8)),
    inputTokens: 1_000_000,
    statedMicroUsd: null,
    ...changes,
  });
const byWords = answerWith();

/** Ports of which each leaves in `events` what was asked of it, in order. */
function portsOf(answering: Answering = byWords, left = Number.POSITIVE_INFINITY) {
  const events: string[] = [];
  const requests: EmbedRequest[] = [];
  const records: KnowledgeRecord[] = [];
  const outcomes: MoneyOutcome[] = [];
  let rest = left;
  const shelf = openMemoryShelf();
  const money: LibraryMoney = {
    reserve: async ({ worst }) => {
      events.push('reserve');
      if (worst > rest) return { kind: 'refused', left: rest };
      rest -= worst;
      return { kind: 'reserved', id: String(events.length) };
    },
    settle: async (_, outcome) => {
      events.push(`settle ${outcome.kind}`);
      outcomes.push(outcome);
    },
  };
  const ports: EmbedPorts = {
    embedder: {
      reach: () => ({ kind: 'ready' }),
      limits: () => ({ texts: 3, tokens: 100 }),
      embed: async (request) => {
        events.push('embed');
        requests.push(request);
        return answering(request);
      },
    },
    shelf: {
      ...shelf,
      keepVectors: async (model, vectors) => {
        events.push('keep');
        await shelf.keepVectors(model, vectors);
      },
    },
    money,
    clock: { now: () => NOON },
    tellCosts: async (record) => {
      events.push('tell');
      records.push(record);
    },
  };
  return { ports, shelf, events, requests, records, outcomes };
}

const failing =
  (message: string, maybeCharged: boolean): Answering =>
  () => ({ kind: 'failed', message, maybeCharged });

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

  it('stops at what the day may cost, says so, and keeps what was paid for', async () => {
    const { ports, shelf, events } = portsOf(byWords, 1);

    const embedded = await embedTexts(['a', 'b', 'c', 'd'], order, ports);

    expect(embedded).toEqual({
      kind: 'words-alone',
      note:
        'Passages were ranked by words alone: embedding stops at knowledge.budget_usd: the next call may cost ' +
        '$0.000001, $0.00 of $0.50 is left today.',
    });
    expect(events).toEqual(['reserve', 'embed', 'keep', 'settle paid', 'tell', 'reserve']);
    expect(shelf.vectors.size).toBe(3);
  });

  it.each([
    ['was not charged', false, 'settle released', []],
    ['may have been charged', true, 'settle possibly-spent', [{ micro_usd: 0, possibly_spent_micro_usd: 1 }]],
  ] as const)('tells a failure that %s, and fails nothing', async (_, maybeCharged, settled, told) => {
    const { ports, events, records } = portsOf(failing('Mistral answered 500.', maybeCharged));

    const embedded = await embedTexts(['roll back'], order, ports);

    expect(embedded).toEqual({
      kind: 'words-alone',
      note: 'Passages were ranked by words alone: Mistral answered 500.',
    });
    expect(events).toContain(settled);
    expect(records).toMatchObject(told);
  });

  it.each([
    ['too few', []],
    ['an empty one', [[]]],
    ['one that is not finite', [[1, Number.NaN]]],
    ['one without direction', [[0, 0]]],
    ['too many', [[1], [2]]],
  ])('keeps no vectors when there are %s, but counts what they cost', async (_, vectors) => {
    const { ports, shelf, outcomes } = portsOf(answerWith({ vectors }));

    const embedded = await embedTexts(['roll back'], order, ports);

    expect(embedded).toMatchObject({
      kind: 'words-alone',
      note: expect.stringContaining('not one vector for each text'),
    });
    expect(shelf.vectors.size).toBe(0);
    expect(outcomes).toMatchObject([{ kind: 'paid' }]);
  });

  it('compares no vectors of two lengths', async () => {
    const { ports, shelf } = portsOf();
    await embedTexts(['roll back'], order, ports);
    for (const key of shelf.vectors.keys()) shelf.vectors.set(key, [1]);

    const embedded = await embedTexts(['roll back', 'press it'], order, ports);

    expect(embedded).toMatchObject({ kind: 'words-alone', note: expect.stringContaining('another length') });
  });

  it('refuses a model whose price is not known, before anything is asked', async () => {
    const { ports, events } = portsOf();
    const free = parseCatalog(
      `version: 1\nmodels:\n  'own:embed': { window: 9, max_output: 1, currency: USD, source: x, date: 2026-01-02, verified: true }\n`,
      'own.yaml',
    );
    const merged = mergeCatalogs(catalog, free);

    await expect(embedTexts(['a'], { ...order, model: 'mistral:unheard-of' }, ports)).rejects.toMatchObject({
      code: 'bad-config',
      message: 'unknown model "mistral:unheard-of"',
    });
    await expect(embedTexts(['a'], { ...order, catalog: merged, model: 'own:embed' }, ports)).rejects.toMatchObject({
      message: 'the price of "own:embed" is unknown, and an unknown price is not zero',
    });
    expect(events).toEqual([]);
  });

  it('says which key is missing, but needs none for what is on the shelf', async () => {
    const { ports } = portsOf();
    await embedTexts(['roll back'], order, ports);
    const keyless: EmbedPorts = {
      ...ports,
      embedder: { ...ports.embedder, reach: () => ({ kind: 'no-key', variables: ['MISTRAL_API_KEY'] }) },
    };

    const [kept, fresh] = [
      await embedTexts(['roll back'], order, keyless),
      await embedTexts(['press it'], order, keyless),
    ];

    expect(kept.kind).toBe('embedded');
    expect(fresh).toEqual({
      kind: 'words-alone',
      note: 'Passages were ranked by words alone: mistral:mistral-embed cannot be asked here: set MISTRAL_API_KEY.',
    });
  });

  it('spends nothing where spending cannot be written down', async () => {
    const { ports, events } = portsOf();
    const mute: EmbedPorts = {
      ...ports,
      money: { ...ports.money, reserve: () => Promise.reject(new AppError('outside-failed', 'the book is gone')) },
    };

    const embedded = await embedTexts(['roll back'], order, mute);

    expect(embedded).toEqual({ kind: 'words-alone', note: 'Passages were ranked by words alone: the book is gone.' });
    expect(events).toEqual([]);
  });

  it('sends no credential and no endless text', async () => {
    const { ports, requests } = portsOf();
    const token = `ghp_${'a1B2c3D4'.repeat(4)}e5F6`;

    await embedTexts([`where is ${token} used`, 'x'.repeat(100_000)], { ...order, purpose: 'query' }, ports);

    const sent = requests.flatMap(({ texts }) => texts);
    expect(sent.join(' ')).not.toContain(token);
    expect(Math.max(...sent.map(({ length }) => length))).toBe(4_000);
  });

  it('gives no vectors to more texts than fit into memory', async () => {
    const { ports, events } = portsOf();

    const embedded = await embedTexts(
      Array.from({ length: 10_001 }, (_, index) => `text ${index}`),
      order,
      ports,
    );

    expect(embedded).toMatchObject({ kind: 'words-alone', note: expect.stringContaining('10001 passages') });
    expect(events).toEqual([]);
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
