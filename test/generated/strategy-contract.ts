import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_MARK } from '../../src/backtest/template/strategy-name.ts';

const BACKTEST = join(import.meta.dirname, '../../src/backtest');

/** Where each declaration stands that the author of a strategy needs, in the order in which they are read. */
const WANTED: readonly (readonly [file: string, names: readonly string[]])[] = [
  ['strategy.ts', ['Strategy', 'StrategyClass', 'StrategyConfig', 'Indicators', 'Entries', 'ExitRequest']],
  ['order.ts', ['OrderRequest', 'CancelRequest', 'Side', 'OrderType']],
  ['adapter.ts', ['Position']],
  ['bars.ts', ['Bars']],
];

/** What a strategy file is checked against, word for word as the engine declares it. */
export function contractText(): string {
  const declarations = WANTED.flatMap(([file, names]) => {
    const source = readFileSync(join(BACKTEST, file), 'utf8');
    return names.map((name) => declarationOf(source, name, file));
  });
  return `${[CONTRACT_MARK, ...declarations].join('\n\n')}\n`;
}

/** The module from which the program writes that text into a repository. */
export function contractModule(): string {
  const text = contractText().replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`);
  return `/** \`conclave-backtest.d.ts\`, written by \`npm run generate\` from the contract of the engine. */
export const CONTRACT_TEXT = \`${text}\`;
`;
}

/** A declaration with the comment above it; a blank line before something at the margin is where it ends. */
function declarationOf(source: string, name: string, file: string): string {
  const head = new RegExp(`^export (?:interface|type) ${name}\\b`, 'm');
  const found = source.split(/\n\n(?=\S)/).find((block) => head.test(block));
  if (found === undefined) throw new Error(`${file} declares no ${name}`);
  return found.trimEnd();
}
