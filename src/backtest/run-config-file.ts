import { AppError } from '../kernel/app-error.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import { RunConfig } from './run-config.ts';

/** Characters that a file of configuration may have; what people write has some hundreds. */
export const LONGEST_RUN_CONFIG = 262_144;

/**
 * Reads the configuration of a run from YAML or JSON and fills in every default. Throws an AppError `bad-config` with
 * file and line for everything that the schema does not know.
 */
export function readRunConfig(text: string, fileName: string): RunConfig {
  if (text.length > LONGEST_RUN_CONFIG) throw tooLong(text.length, fileName);
  const document = parseYaml(text, fileName, 'bad-config');
  if (document.value === null) throw isEmpty(fileName);
  return validate(document, RunConfig, { code: 'bad-config', hints: RUN_CONFIG_HINTS });
}

const FEES = 'Fees are fee_taker, fee_maker and fee_fixed.';
const OPTION = 'It is an option of the command, not of the configuration.';

/** Words that people look for in a configuration of a run where they are not. */
export const RUN_CONFIG_HINTS: Readonly<Record<string, string>> = {
  fee: FEES,
  fees: FEES,
  commission: FEES,
  cash: 'The money at the start is initial_cash.',
  balance: 'The money at the start is initial_cash.',
  margin: 'Margin follows from leverage: 20 where a twentieth of the value is to be held.',
  seed: OPTION,
  symbol: OPTION,
  timezone: 'The zone of the data is timezone under data.',
  periods_per_year: 'It stands under figures.',
  parameters: 'What the strategy is made with is params.',
};

function tooLong(length: number, fileName: string): AppError {
  return new AppError('bad-config', `the file has ${length} characters`, {
    where: fileName,
    expected: `at most ${LONGEST_RUN_CONFIG}`,
    advice: 'Give the configuration of a run, not its data.',
  });
}

function isEmpty(fileName: string): AppError {
  return new AppError('bad-config', 'missing key "version"', {
    where: `${fileName}:1`,
    expected: 'version: 1',
    advice: 'The file is empty; `version: 1` alone takes every default.',
  });
}
