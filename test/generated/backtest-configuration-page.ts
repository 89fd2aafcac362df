import { RunConfig } from '../../src/backtest/run-config.ts';
import { configKeys } from './config-keys.ts';
import { renderKeys } from './configuration-page.ts';

/** The page `docs/backtest-configuration.md`, drawn from the schema of a run. */
export function renderBacktestConfigurationPage(): string {
  return `${INTRODUCTION}\n\n${renderKeys(configKeys(RunConfig))}\n`;
}

const INTRODUCTION = `<!-- Written by \`npm run generate\` from the schema in src/backtest; change the schema, not this page. -->

# Configuration of a backtest

The file that \`--config\` names, YAML or JSON. It names its \`version\` and what differs from the defaults; without it every
default holds, and nothing costs anything, which every summary then says. A key that is not known is an error with its
line and the key that was meant. What each of these does at a fill stands in the [rules](backtest.md#rules); editors that
read JSON schemas check the file by
[\`catalog/schema/backtest-config.schema.json\`](../catalog/schema/backtest-config.schema.json).

A key is written below its section: \`max_exposure\` of \`risk\` is \`risk: { max_exposure: … }\`.

## Keys`;
