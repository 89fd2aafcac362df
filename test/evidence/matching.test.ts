import { describe, expect, it } from 'vitest';
import { linesFoundBy } from '../../src/evidence/proof.ts';
import { someRule } from './some-rule.ts';

describe('the place of a hit', () => {
  it('is the line of the name that is called, not where the chain begins', () => {
    const rule = someRule("rule: { kind: call, has: { field: function, regex: 'run$' } }\n");

    expect(linesFoundBy(rule, '(\n    a\n    .run(\n        1,\n    )\n)\n')).toEqual([3]);
  });

  it('is the line of the metavariable that the rule names, where it is bound', () => {
    const rule = someRule('at: VALUE\nrule: { pattern: "f(k=$VALUE)" }\n');

    expect(linesFoundBy(rule, 'f(\n    k=\n    1\n)\n')).toEqual([3]);
  });

  it('is the first line of any other node', () => {
    const rule = someRule('rule: { kind: list }\n');

    expect(linesFoundBy(rule, 'a = 1\nb = [\n    1,\n]\n')).toEqual([2]);
  });
});

describe('given', () => {
  const rule = someRule("given: { name: '^fee$', value: { kind: integer, regex: '^0$' } }\n");

  it.each([
    ['an assignment', 'fee = 0'],
    ['a typed assignment', 'fee: int = 0'],
    ['a chain of assignments', 'a = fee = b = 0'],
    ['an attribute', 'self.costs.fee = 0'],
    ['a subscript', 'costs["maker"]["fee"] = 0'],
    ['an unpacking', 'a, (b, fee) = 1, (2, 0)'],
    ['a keyword argument', 'f(fee=0)'],
    ['a dict entry', 'x = {"fee": 0}'],
    ['a default', 'def f(fee=0): ...'],
    ['a typed default', 'def f(*, fee: int = 0): ...'],
    ['a walrus', 'f((fee := 0))'],
  ])('finds the value in %s', (_, text) => {
    expect(linesFoundBy(rule, text)).toEqual([1]);
  });

  it.each([
    ['another name', 'fees = 0'],
    ['another value', 'fee = 1'],
    ['the value of another target', 'fee, b = 1, 0'],
    ['an unpacking that cannot be paired', 'fee, *rest = 0, 1, 2'],
    ['an object of that name', 'fee.maker = 0'],
    ['a column of a thing of that name', 'fee["maker"] = 0'],
    ['a comparison', 'fee == 0'],
    ['a declaration', 'fee: int'],
    ['an addition', 'fee += 0'],
    ['a text', 'x = "fee = 0"'],
  ])('does not take %s for it', (_, text) => {
    expect(linesFoundBy(rule, text)).toEqual([]);
  });
});

describe('what a file must import', () => {
  const rule = someRule('imports: [mlflow]\nrule: { kind: call }\n');

  it.each([
    ['the package', 'import mlflow\nf()', [2]],
    ['a part of it', 'import mlflow.xgboost as mx\nf()', [2]],
    ['a name from it', 'from mlflow.tracking import MlflowClient\nf()', [2]],
    ['a package with a longer name', 'import mlflow_names\nf()', []],
    ['a part of another package', 'from commun.mlflow import f\nf()', []],
    ['nothing', 'f()', []],
  ])('counts %s', (_, text, lines) => {
    expect(linesFoundBy(rule, text)).toEqual(lines);
  });
});

describe('excused_by', () => {
  const rule = someRule('rule: { pattern: draw() }\nexcused_by: { pattern: seed() }\n');

  it.each([
    ['the same function', 'def f():\n    draw()\n    seed()\n', []],
    ['a function around it', 'def f():\n    seed()\n    def g():\n        draw()\n', []],
    ['the module', 'if x:\n    seed()\ndef f():\n    draw()\n', []],
    ['a function inside', 'def f():\n    def g():\n        seed()\n    draw()\n', [4]],
    ['a function beside', 'def f():\n    seed()\ndef g():\n    draw()\ndraw()\n', [4, 5]],
  ])('looks in %s', (_, text, lines) => {
    expect(linesFoundBy(rule, text)).toEqual(lines);
  });
});
