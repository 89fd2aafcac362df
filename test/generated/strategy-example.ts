import { strategySource } from '../../src/backtest/template/strategy-source.ts';
import { strategyTestSource } from '../../src/backtest/template/strategy-test-source.ts';

const NAME = 'moving-average-cross';
const FOLDER = 'docs/examples/backtest';

/** The strategy of the examples is the template itself, so that both are type-checked and tested as one. */
export function exampleStrategy(): readonly { readonly path: string; readonly text: () => string }[] {
  return [
    { path: `${FOLDER}/${NAME}.ts`, text: () => strategySource(NAME) },
    { path: `${FOLDER}/${NAME}.test.ts`, text: () => strategyTestSource(NAME) },
  ];
}
