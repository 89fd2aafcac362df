import { describe, expect, it } from 'vitest';
import { mergeCatalogs, parseCatalog } from '../../src/finops/catalog.ts';
import type { EmbedPorts } from '../../src/flows/embed-order.ts';
import { embedTexts } from '../../src/flows/embed-texts.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { answerWith, byWords, catalog, failing, order, portsOf } from './embedding-stage.ts';

describe('texts that get no vectors', () => {
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
      `version: 1\nmodels:\n  'own:embed': { kind: embedding, window: 9, max_output: 1, currency: USD, source: x, date: 2026-01-02, verified: true }\n`,
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
    await expect(embedTexts(['a'], { ...order, model: 'mistral:mistral-large-latest' }, ports)).rejects.toMatchObject({
      message: '"mistral:mistral-large-latest" answers questions, and cannot be used here',
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
