import { z } from 'zod';

const SHAPE = /^[a-z0-9-]+:[^\s:][^\s]*$/;

/** A model as `provider:name`, e.g. `mistral:mistral-large-latest`. */
export const ModelId = z.string().regex(SHAPE, 'a model as provider:name, e.g. mistral:mistral-large-latest');
export type ModelId = z.infer<typeof ModelId>;

/** The part before the first colon: which service is asked. */
export function providerOf(model: ModelId): string {
  return model.slice(0, model.indexOf(':'));
}

/** The part after the first colon: the name that the service knows. */
export function nameOf(model: ModelId): string {
  return model.slice(model.indexOf(':') + 1);
}
