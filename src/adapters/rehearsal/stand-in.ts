import type { Catalog, PricedModel } from '../../finops/catalog.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import { REHEARSAL_MODEL } from './rehearsal.ts';

const free = { aboveInputTokens: 0, inputPerMillion: 0, cachedInputPerMillion: 0, outputPerMillion: 0 };

const model: PricedModel = {
  id: REHEARSAL_MODEL,
  kind: 'language',
  windowTokens: 1_000_000_000,
  maxOutputTokens: 100_000,
  price: { tiers: [free] },
  source: 'no model is asked',
  date: '2026-01-01',
  verified: true,
  note: null,
};

/** What stands in for language models in a rehearsal: one that is free and has room for everything. */
export const REHEARSAL_STAND_IN: { readonly model: ModelId; readonly catalog: Catalog } = {
  model: REHEARSAL_MODEL,
  catalog: { fileName: 'the rehearsal', models: [model] },
};
