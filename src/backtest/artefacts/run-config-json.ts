import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { RunConfig } from '../run-config.ts';
import { canonical } from './canonical-json.ts';
import { readStrictJson, readUtf8 } from './strict-json.ts';

/** `run_config.json`: everything that a run rests on beside its data, its strategy and what that decided. */
export const RunConfigRecord = z.strictObject({
  format: z.literal('conclave-backtest-run-config'),
  version: z.literal(1),
  seed: z.int().min(0),
  symbols: z.array(z.string().min(1)).min(1).describe('In the order in which phases go over them.'),
  config: RunConfig.describe('With every default.'),
});
export type RunConfigRecord = z.infer<typeof RunConfigRecord>;

/** `run_config.json` as text, the same for the same run. */
export function renderRunConfigJson({
  config,
  seed,
  symbols,
}: Pick<RunConfigRecord, 'config' | 'seed'> & { readonly symbols: readonly string[] }): string {
  const record = { format: 'conclave-backtest-run-config', version: 1, seed, symbols, config: canonical(config) };
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * Reads `run_config.json` as it was written: with every default, in the spelling of `renderRunConfigJson`, so that no
 * key stands twice and none is missing. Throws `bad-input` otherwise.
 */
export function readRunConfigJson(bytes: Uint8Array): RunConfigRecord {
  const record = readStrictJson(bytes, RunConfigRecord, NAME);
  if (new Set(record.symbols).size < record.symbols.length) throw refusal('it names a symbol twice');
  if (renderRunConfigJson(record) !== readUtf8(bytes, NAME)) throw refusal('it is not spelled as the engine writes it');
  return record;
}

const NAME = 'run_config.json';

function refusal(what: string): AppError {
  return new AppError('bad-input', what, { where: NAME, expected: 'the file that a run wrote' });
}
