import { describe, expect, it } from 'vitest';
import { answerOf, reasonsOf, someChange, someFiles, somePython } from './some-pull.ts';

/** The lines at which G5 fails in a file of the training code, all of whose lines are added. */
function linesOf(text: string, added?: readonly number[]): readonly number[] {
  const files = someFiles(someChange(somePython('src/training/a.py', text, added)));
  return reasonsOf(answerOf('G5', {}, files), 'failure').map(({ line = 0 }) => line);
}

describe('a literal number that is given to a hyper-parameter', () => {
  it.each([
    'max_depth = 6',
    'MAX_DEPTH = 6',
    'Learning_Rate = 0.1',
    'ｍａｘ_depth = 6',
    'max_depth: int = 6',
    'max_depth: Final[int] = 6',
    'class A:\n    x = 1; max_depth = 6'.split('\n')[1]?.trim() ?? '',
    'self.max_depth = 6',
    'self.params.max_depth = 6',
    'params["max_depth"] = 6',
    "params['lgb']['max_depth'] = 6",
    'a = max_depth = 6',
    'max_depth = a = 6',
    'max_depth, eta = 6, config.eta',
    'a, (b, max_depth) = 1, (2, 6)',
    '[a, max_depth] = [1, 6]',
    'max_depth, *rest = 6, 1, 2',
    '*rest, max_depth = 1, 2, 6',
    '(max_depth) = 6',
    'fit(max_depth=6)',
    'fit(**dict(max_depth=6))',
    'x = {"max_depth": 6}',
    "x = {'max_depth': -1}",
    'x = {**a, r"max_depth": 6}',
    'def f(max_depth=6): ...',
    'def f(*, max_depth: int = 6): ...',
    'async def f(max_depth=6): ...',
    'f = lambda max_depth=6: max_depth',
    'class A(B, max_depth=6): ...',
    'if (max_depth := 6): ...',
    'x = params.get("max_depth", 6)',
    'x = params.get("max_depth", default=6)',
    'x = params.pop("max_depth", 6)',
    'x = params.setdefault("max_depth", 6)',
    'x = getattr(params, "max_depth", 6)',
    'x = int(params.get("max_depth", 6))',
    'x = params["a"].get("max_depth", 6.0)',
    'x = config.max_depth or 6',
    'x = max_depth or 6',
    'x = params["max_depth"] or 6',
    'x = params.get("max_depth") or 6',
    'x = int(params.get("max_depth") or 6)',
    'x = int(params.get("max_depth")) or 6',
    'x = a or config.max_depth or 6',
    'x = config.max_depth or other or 6',
    'max_depth = a or 6',
    'max_depth = a if a else 6',
    'x = config.max_depth if config else 6',
    'x = 6 if config.max_depth is None else config.max_depth',
    'max_depth = 1_000',
    'max_depth = 1e-3',
    'max_depth = .5',
    'max_depth = 0x10',
    'max_depth = 0b11',
    'max_depth = 3j',
    'max_depth = -6',
    'max_depth = +6',
    'max_depth = ~6',
    'max_depth = - -6',
    'max_depth = (6)',
    'max_depth = -(6)',
    'max_depth = int(6)',
    'max_depth = float("0.1")',
    'max_depth = Decimal("0.1")',
    'max_depth = (a := 6)',
    'import os\nx = os.getenv("CVN_HPO_LGBM_MAX_DEPTH", 6)'.split('\n')[1] ?? '',
    'x = os.getenv("CVN_HPO_LGBM_MAX_DEPTH", "6")',
    'x = os.getenv("CVN_HPO_LGBM_MAX_DEPTH", default="6")',
    'x = os.getenv(key="CVN_HPO_LGBM_MAX_DEPTH", default="6")',
    'x = os.environ.get("CVN_HPO_LGBM_ETA", "1e-3")',
    'x = os.environ.get("CVN_HPO_LGBM_ETA", str(6))',
    'x = os.environ.setdefault("CVN_HPO_LGBM_ETA", "6")',
    'x = os.environ.get("CVN_HPO_LGBM_ETA") or "6"',
    'x = int(os.environ["CVN_HPO_LGBM_ETA"] or 6)',
    'x = environ.get("CVN_HPO_LGBM_ETA", "6")',
    'x = getenv("CVN_HPO_LGBM_ETA", "6")',
  ])('counts: %s', (text) => {
    expect(linesOf(text)).toEqual([1]);
  });

  it.each([
    'max_depth = None',
    'max_depth = True',
    'max_depth = config.max_depth',
    'max_depth = "6"',
    'max_depth = load()',
    'max_depth = 6 * scale',
    'max_depth = 2 ** 3',
    'max_depth = len(rows) + 6',
    'max_depth += 6',
    'max_depth: int',
    'max_depth == 6',
    'assert max_depth > 6',
    'max_depth = [4, 6]',
    'max_depth, eta = load(6, 7)',
    'max_depth, eta = *pair, 6, 7',
    'max_depth_limit = 6',
    'old_max_depth = 6',
    'model.set(model__max_depth=6)',
    'x = {"max_depth_limit": 6}',
    'x = {"a": {"max_depth"}, "b": 6}',
    'x = {6: "max_depth"}',
    'losses[epochs] = 0',
    'x = params.get("max_depth")',
    'x = params.get("max_depth", None)',
    'x = params.get("max_depth", FALLBACK)',
    'x = params.get("horizon", 6)',
    'x = params.find("max_depth", 6)',
    'x = getattr(params, "max_depth")',
    'x = getattr(params, "max_depth", None)',
    'x = config.max_depth and 6',
    'x = 6 if config.max_depth > 3 else 8',
    'x = f(max_depth, 6)',
    'x = os.getenv("CVN_WORKERS", 4)',
    'x = os.getenv("CVN_HPO_LGBM_ETA")',
    'x = os.getenv("CVN_HPO_LGBM_ETA", None)',
    'x = os.getenv("CVN_HPO_LGBM_ETA", "auto")',
    'x = os.getenv("CVN_HPO_LGBM_ETA", "")',
    'x = os.environ["CVN_HPO_LGBM_ETA"]',
    'x = print("CVN_HPO_LGBM_ETA", 6)',
    '# max_depth = 6',
    'x = "max_depth = 6"',
    '"""max_depth = 6"""',
    'x = f"max_depth={6}"',
    'from a import max_depth',
    'del max_depth',
    'for max_depth in (4, 6): ...',
    'def max_depth(): return 6',
    'def f(max_depth=None): return 6',
    'x = y.max_depth.z or 6',
  ])('does not count: %s', (text) => {
    expect(linesOf(text)).toEqual([]);
  });

  it.each([
    'from os import getenv as read\nx = read("CVN_HPO_A", "6")',
    'from os import environ as env\nx = env.get("CVN_HPO_A", "6")',
    'import os as system\nx = system.getenv("CVN_HPO_A", 6)',
    'from os import *\nx = getenv("CVN_HPO_A", 6)',
  ])('follows the names of the environment: %s', (text) => {
    expect(linesOf(text)).toEqual([2]);
  });

  it('is none of a function that is only named like the one of the environment', () => {
    expect(linesOf('from mine import getenv\nx = getenv("CVN_HPO_A", 6)')).toEqual([]);
  });

  it('is told once for a name on a line, and for each name', () => {
    expect(linesOf('max_depth = params.get("max_depth", 6) or 7\nmax_depth, eta = 6, 0.3')).toEqual([1, 2, 2]);
  });
});

describe('a name and its number on two lines', () => {
  const text = 'fit(\n    max_depth=(\n        6\n    ),\n)';

  it.each([{ added: [2] }, { added: [3] }])(
    'counts when line $added was added, at the line of the name',
    ({ added }) => {
      expect(linesOf(text, added)).toEqual([2]);
    },
  );

  it('does not count when only lines around them were added', () => {
    expect(linesOf(text, [1, 4, 5])).toEqual([]);
  });
});
