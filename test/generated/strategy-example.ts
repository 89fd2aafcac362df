import { pythonSource } from '../../src/backtest/template/python-source.ts';
import { pythonTestSource } from '../../src/backtest/template/python-test-source.ts';
import { strategySource } from '../../src/backtest/template/strategy-source.ts';
import { strategyTestSource } from '../../src/backtest/template/strategy-test-source.ts';

const NAME = 'moving-average-cross';
const FOLDER = 'docs/examples/backtest';
const PYTHON_FOLDER = 'docs/examples/backtest-python';

/** The strategy of the examples is the template itself, so that both are type-checked and tested as one. */
export function exampleStrategy(): readonly { readonly path: string; readonly text: () => string }[] {
  return [
    { path: `${FOLDER}/${NAME}.ts`, text: () => strategySource(NAME) },
    { path: `${FOLDER}/${NAME}.test.ts`, text: () => strategyTestSource(NAME) },
    { path: `${PYTHON_FOLDER}/moving_average_cross.py`, text: () => pythonSource(NAME) },
    { path: `${PYTHON_FOLDER}/test_moving_average_cross.py`, text: () => pythonTestSource(NAME) },
  ];
}
