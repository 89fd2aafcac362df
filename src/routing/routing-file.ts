import { z } from 'zod';
import { RoutingConfig, routingEntries } from '../config/routing-config.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import type { MatrixRow } from './matrix.ts';

/** The file of the built-in rows: `catalog/routing.yaml`. */
export const RoutingFile = z
  .strictObject({
    version: z.literal(1, 'version: 1').describe('The version of this format.'),
    rows: RoutingConfig.describe('The built-in rows, as under routing in a configuration.'),
  })
  .describe('The built-in routing matrix.');

/** Parses the built-in rows; throws an AppError `bad-config` with file and line for what is not as it must be. */
export function parseRoutingFile(text: string, fileName: string): readonly MatrixRow[] {
  const document = parseYaml(text, fileName, 'bad-config');
  const { rows } = validate(document, RoutingFile, { code: 'bad-config' });
  return routingEntries(rows).flatMap((entry, index) =>
    'include' in entry
      ? []
      : [{ ...entry, from: 'default' as const, where: `${fileName}:${document.lineOf(['rows', index])}` }],
  );
}
