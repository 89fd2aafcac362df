import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { findModel, mergeCatalogs, parseCatalog } from '../../src/finops/catalog.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

const FILE = 'catalog/models.yaml';
const builtIn = parseCatalog(readFileSync(join(import.meta.dirname, '..', '..', FILE), 'utf8'), FILE);

const FACTS = 'currency: USD, source: the page, date: 2026-01-02, verified: false';

function catalogOf(entries: string): string {
  return `version: 1\nmodels:\n${entries}`;
}

function entry(fields: string, id = 'a:b'): string {
  return catalogOf(`  '${id}': { ${fields}, ${FACTS} }`);
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-config') return renderError(error);
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the built-in catalog', () => {
  it('prices every model that a default names', () => {
    const { models } = parseConfig(null).committee;

    expect(Object.values(models).map((id) => findModel(builtIn, id).id)).toEqual(Object.values(models));
  });

  it('says of every model where its figures are from and that nobody has checked them yet', () => {
    expect(builtIn.models.filter(({ source, verified }) => !source.startsWith('https://') || verified)).toEqual([]);
  });

  it('knows the higher price of a long input', () => {
    expect(findModel(builtIn, 'google:gemini-2.5-pro').price.tiers).toEqual([
      {
        aboveInputTokens: 0,
        inputPerMillion: 1_250_000,
        cachedInputPerMillion: 1_250_000,
        outputPerMillion: 10_000_000,
      },
      {
        aboveInputTokens: 200_000,
        inputPerMillion: 2_500_000,
        cachedInputPerMillion: 2_500_000,
        outputPerMillion: 15_000_000,
      },
    ]);
  });
});

describe('a catalog', () => {
  it('reads figures into whole units', () => {
    const text = entry(
      'window: 1000, max_output: 100, price: { input: 8.29, output: 0.000001, cached_input: 0.1 }, note: words',
    );

    expect(parseCatalog(text, 'own.yaml').models).toEqual([
      {
        id: 'a:b',
        kind: 'language',
        windowTokens: 1_000,
        maxOutputTokens: 100,
        price: {
          tiers: [
            { aboveInputTokens: 0, inputPerMillion: 8_290_000, cachedInputPerMillion: 100_000, outputPerMillion: 1 },
          ],
        },
        source: 'the page',
        date: '2026-01-02',
        verified: false,
        note: 'words',
      },
    ]);
  });

  it('takes the place of entries of the built-in one, whole, and adds its own', () => {
    const own = parseCatalog(
      `${entry('window: 9, max_output: 9, price: { input: 1, output: 1 }', 'google:gemini-2.5-pro')}\n  'own:model': { window: 5, max_output: 5, ${FACTS} }`,
      'own.yaml',
    );
    const merged = mergeCatalogs(builtIn, own);

    expect(merged.fileName).toBe('own.yaml');
    expect(merged.models).toHaveLength(builtIn.models.length + 1);
    expect(findModel(merged, 'google:gemini-2.5-pro')).toMatchObject({ windowTokens: 9, source: 'the page' });
    expect(findModel(merged, 'google:gemini-2.5-flash')).toEqual(findModel(builtIn, 'google:gemini-2.5-flash'));
  });

  it.each([
    { fields: 'window: 1, max_output: 1, price: { input: x, output: 1 }', says: 'input under models.a:b.price is "x"' },
    {
      fields: 'window: 1, max_output: 1, price: { input: -1, output: 1 }',
      says: 'expected an amount that is not negative',
    },
    { fields: 'window: 1, max_output: 1, price: { input: 0.0000001, output: 1 }', says: 'at most six decimals' },
    {
      fields: 'window: 1.5, max_output: 1',
      says: 'window under models.a:b is 1.5\n  expected a whole number of tokens',
    },
    { fields: 'max_output: 1', says: 'missing key "window" under models.a:b' },
    { fields: 'window: 1, max_output: 2', says: 'max_output under models.a:b is 2\n  expected at most the window' },
    { fields: 'window: 1, max_output: 1, prize: 1', says: 'did you mean "price"?' },
    { fields: 'window: 1, max_output: 1, tiers: [{ above: 1, input: 1, output: 1 }]', says: 'tiers under models.a:b' },
    {
      fields: 'window: 9, max_output: 1, price: { input: 2, output: 2 }, tiers: [{ above: 5, input: 1, output: 2 }]',
      says: 'no rate that falls',
    },
    {
      fields:
        'window: 9, max_output: 1, price: { input: 2, output: 2 }, tiers: [{ above: 5, input: 2, output: 2 }, { above: 5, input: 2, output: 2 }]',
      says: 'rising thresholds',
    },
    {
      fields: 'window: 9, max_output: 1, price: { input: 2, output: 2, cached_input: 3 }',
      says: 'a cached_input that is not above input',
    },
  ])('is refused with its line: $says', ({ fields, says }) => {
    const told = refusal(() => parseCatalog(entry(fields), 'own.yaml'));

    expect(told).toContain('own.yaml:3: ');
    expect(told).toContain(says);
  });

  it('is refused when a key is no model or a currency is not USD', () => {
    expect(refusal(() => parseCatalog(entry('window: 1, max_output: 1', 'gpt'), 'own.yaml'))).toContain(
      'key "gpt" under models',
    );
    expect(refusal(() => parseCatalog(catalogOf("  'a:b': { currency: EUR }"), 'own.yaml'))).toContain('is "EUR"');
  });
});

describe('a model that is not in the catalog', () => {
  const told = refusal(() => findModel(builtIn, 'google:gemini-2.5-por'));

  it('is refused with the models that are, and the nearest one', () => {
    expect(told).toContain(`${FILE}: unknown model "google:gemini-2.5-por"`);
    expect(told).toContain('expected one of: mistral:mistral-large-latest, ');
    expect(told).toContain('did you mean "google:gemini-2.5-pro"?');
  });

  it('is refused with the lines to add, which are right once the figures are filled in', () => {
    const lines = told.slice(told.indexOf('    version: 1')).replaceAll(/^ {4}/gm, '');
    const filled = lines.replace('<YYYY-MM-DD>', '2026-01-02').replaceAll(/<[^>]+>/g, '7');

    const catalog = parseCatalog(filled.replace('source: 7', 'source: page'), 'own.yaml');

    expect(findModel(catalog, 'google:gemini-2.5-por').windowTokens).toBe(7);
  });
});

describe('a model without a price', () => {
  it('is refused with the line to add', () => {
    const catalog = parseCatalog(entry('window: 9, max_output: 9'), 'own.yaml');

    expect(refusal(() => findModel(catalog, 'a:b'))).toBe(
      [
        'own.yaml: the price of "a:b" is unknown, and an unknown price is not zero',
        '  expected a price for every model that is asked',
        "  Add this line to 'a:b' in own.yaml, with the provider's figures:",
        '      price: { input: <USD per million tokens>, output: <USD per million tokens> }',
      ].join('\n'),
    );
  });

  it('is not one whose price is zero', () => {
    const catalog = parseCatalog(entry('window: 9, max_output: 9, price: { input: 0, output: 0 }'), 'own.yaml');

    expect(findModel(catalog, 'a:b').price.tiers[0].inputPerMillion).toBe(0);
  });
});

describe('a model of another kind', () => {
  it('is refused where questions are asked, and offered where vectors are', () => {
    expect(refusal(() => findModel(builtIn, 'mistral:mistral-embed'))).toContain('turns texts into vectors');
    expect(findModel(builtIn, 'mistral:mistral-embed', 'embedding').kind).toBe('embedding');
    expect(refusal(() => findModel(builtIn, 'mistral:mistral-embod', 'embedding'))).toContain('kind: embedding');
  });
});
