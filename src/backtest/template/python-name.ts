import { AppError } from '../../kernel/app-error.ts';
import { readStrategyName } from './strategy-name.ts';

/** Words of the language, and modules that a file of the same name would stand before. */
const TAKEN: ReadonlySet<string> = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if import in is lambda
  nonlocal not or pass raise return try while with yield match case type none true false abc adapters argparse array ast
  bisect calendar code codecs collections copy csv dataclasses datetime decimal email enum functools gc glob hashlib
  heapq html http inspect io itertools json keyword locale logging math numbers numpy operator os pandas pathlib pickle
  platform profile pytest queue random re sched secrets select selectors shutil signal simulator site socket sqlite3
  stat statistics strategy_wall string struct subprocess sys symbol tempfile test textwrap threading time timeit token
  tokenize trace traceback types typing unittest urllib uuid warnings weakref xml zipfile`.split(/\s+/),
);

/** Checks the name of a strategy in Python; throws an AppError where it names no module of its own. */
export function readPythonName(given: string): string {
  const name = readStrategyName(given);
  if (!TAKEN.has(pythonStem(name))) return name;
  throw new AppError('bad-input', `${JSON.stringify(given)} is reserved`, {
    where: 'NAME',
    expected: 'a name that no module of Python has, such as moving-average-cross',
    advice: `did you mean "${name}-strategy"?`,
  });
}

/** The name of the module: Python knows no hyphens. */
export function pythonStem(name: string): string {
  return name.replaceAll('-', '_');
}
