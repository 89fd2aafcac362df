import { type Catalog, findModel } from '../../finops/catalog.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { Committee } from '../load-committee.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('models');

const DAY_MS = 86_400_000;
/** A price that was read longer ago is pointed out. */
const LONGEST_AGE_DAYS = 90;

/** Looks at the name and the price of every model that may be asked. */
export async function examineModels({ ground, ports }: Pick<Known, 'ground' | 'ports'>): Promise<readonly Line[]> {
  const found = await ground();
  const lines = judgeModels(found.committee, ports.clock.now());
  return found.kind === 'wrong' ? [pen.warning(...STAND_IN), ...lines] : lines;
}

/** What is said where the defaults stand in for a configuration that cannot be read. */
export const STAND_IN = [
  'the configuration cannot be used, so what follows is about the defaults',
  'Correct the configuration first, then look again.',
] as const;

/** A line for each model: whether it is known, has a price, and how far the price can be trusted. */
export function judgeModels({ config, catalog }: Pick<Committee, 'config' | 'catalog'>, now: number): readonly Line[] {
  return modelsOf(config.committee).map((id) => judgeModel(id, catalog, now));
}

/** Every model of a committee once: seats first, then the chair, then the fallbacks. */
function modelsOf({ models, fallbacks }: Committee['config']['committee']): readonly ModelId[] {
  const { first, second, chair } = models;
  return [...new Set([first, second, chair, ...Object.entries(fallbacks).flatMap(([id, others]) => [id, ...others])])];
}

function judgeModel(id: ModelId, catalog: Catalog, now: number): Line {
  try {
    const { verified, date, source } = findModel(catalog, id);
    const days = Math.floor((now - Date.parse(date)) / DAY_MS);
    const faults = [
      ...(days > LONGEST_AGE_DAYS ? [`the price is ${days} days old (${date})`] : []),
      ...(verified ? [] : [`nobody compared the price of ${date} with the provider’s own page`]),
    ];
    if (faults.length === 0) return pen.ok(`${id}: known, price of ${date} compared with the provider’s page`);
    const advice = `It was read from ${source}. Compare it with the provider’s page, and correct figures, date and verified in ${catalog.fileName}.`;
    return pen.warning(`${id}: ${faults.join('; ')}`, advice);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return pen.error(error);
  }
}
