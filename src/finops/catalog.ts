import { AppError } from '../kernel/app-error.ts';
import { microUsdOf } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { nearestWord } from '../kernel/nearest.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import { type ModelEntry, type ModelKind, ModelsFile, type Rates } from './models-file.ts';
import type { ModelPrice, PriceTier } from './price.ts';

/** Windows and prices of the models that may be asked. */
export interface Catalog {
  /** The file a person would add a model to. */
  readonly fileName: string;
  readonly models: readonly CatalogModel[];
}

/** What is known of one model, in whole units. */
export interface CatalogModel {
  readonly id: ModelId;
  readonly kind: ModelKind;
  readonly windowTokens: number;
  readonly maxOutputTokens: number;
  /** Null when the catalog names the model without a price. */
  readonly price: ModelPrice | null;
  /** The page the figures were read from. */
  readonly source: string;
  /** When they were read, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether a person compared them with the provider's own page. */
  readonly verified: boolean;
  readonly note: string | null;
}

/** A model that may be asked, because its price is known. */
export type PricedModel = CatalogModel & { readonly price: ModelPrice };

/** Parses a `models.yaml`; throws an AppError `bad-config` with file and line for every field that is not as it must be. */
export function parseCatalog(text: string, fileName: string): Catalog {
  const file = validate(parseYaml(text, fileName, 'bad-config'), ModelsFile, { code: 'bad-config' });
  return { fileName, models: Object.entries(file.models).map(([id, entry]) => readEntry(id, entry)) };
}

/** Where a repository keeps models and prices of its own; read from the base branch. */
export const OWN_MODELS_PATH = '.github/conclave/models.yaml';

/** The built-in catalog with the entries of another in their place; an entry is replaced whole. */
export function mergeCatalogs(builtIn: Catalog, own: Catalog): Catalog {
  const replaced = new Set(own.models.map(({ id }) => id));
  const kept = builtIn.models.filter(({ id }) => !replaced.has(id));
  return { fileName: own.fileName, models: [...kept, ...own.models] };
}

/**
 * The entry of a model that may be asked; throws an AppError with the lines to add when model or price is unknown, and
 * for a model of another kind than is wanted.
 */
export function findModel(catalog: Catalog, id: ModelId, kind: ModelKind = 'language'): PricedModel {
  const model = catalog.models.find((candidate) => candidate.id === id);
  const alike = { ...catalog, models: catalog.models.filter((candidate) => candidate.kind === kind) };
  if (model === undefined) throw unknownModel(alike, id, kind);
  if (model.kind !== kind) throw otherKind(alike, model);
  const { price } = model;
  if (price === null) throw unknownPrice(catalog, id);
  return { ...model, price };
}

function readEntry(id: ModelId, entry: ModelEntry): CatalogModel {
  const tiers = entry.tiers.map(({ above, ...rates }) => readTier(above, rates));
  return {
    id,
    kind: entry.kind,
    windowTokens: entry.window,
    maxOutputTokens: entry.max_output,
    price: entry.price === undefined ? null : { tiers: [readTier(0, entry.price), ...tiers] },
    source: entry.source,
    date: entry.date,
    verified: entry.verified,
    note: entry.note ?? null,
  };
}

function readTier(aboveInputTokens: number, { input, cached_input = input, output }: Rates): PriceTier {
  return {
    aboveInputTokens,
    inputPerMillion: microUsdOf(input),
    cachedInputPerMillion: microUsdOf(cached_input),
    outputPerMillion: microUsdOf(output),
  };
}

const PRICE_LINE = 'price: { input: <USD per million tokens>, output: <USD per million tokens> }';
const ENTRY_LINES = [
  'window: <tokens>',
  'max_output: <tokens>',
  PRICE_LINE,
  'currency: USD',
  'source: <the page the figures are from>',
  'date: <YYYY-MM-DD>',
  'verified: false',
];

function unknownModel({ fileName, models }: Catalog, id: ModelId, kind: ModelKind): AppError {
  const known = models.map((model) => model.id);
  const near = nearestWord(id, known);
  return new AppError('bad-config', `unknown model "${id}"`, {
    where: fileName,
    expected: `one of: ${known.join(', ')}`,
    advice: [
      ...(near === null ? [] : [`did you mean "${near}"?`]),
      `To use it, let ${fileName} on the base branch hold these lines, with the provider's figures:`,
      '  version: 1',
      '  models:',
      `    '${id}':`,
      ...(kind === 'language' ? [] : [`      kind: ${kind}`]),
      ...ENTRY_LINES.map((line) => `      ${line}`),
    ].join('\n  '),
  });
}

const KIND_WORDS = { language: 'answers questions', embedding: 'turns texts into vectors' } as const;

function otherKind({ fileName, models }: Catalog, { id, kind }: CatalogModel): AppError {
  return new AppError('bad-config', `"${id}" ${KIND_WORDS[kind]}, and cannot be used here`, {
    where: fileName,
    expected: `one of: ${models.map((model) => model.id).join(', ')}`,
  });
}

function unknownPrice({ fileName }: Catalog, id: ModelId): AppError {
  return new AppError('bad-config', `the price of "${id}" is unknown, and an unknown price is not zero`, {
    where: fileName,
    expected: 'a price for every model that is asked',
    advice: `Add this line to '${id}' in ${fileName}, with the provider's figures:\n      ${PRICE_LINE}`,
  });
}
