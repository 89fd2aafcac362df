import { describe, expect, it } from 'vitest';
import { linesFoundBy } from '../../src/evidence/proof.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { addedFile } from './change-of.ts';
import { someRule } from './some-rule.ts';

const resolving = (names: string) => someRule(`rule: { kind: call, has: { field: function, resolves: ${names} } }\n`);

describe('resolves', () => {
  it.each([
    ['a plain import', 'import numpy\nnumpy.random.normal()'],
    ['an alias of the package', 'import numpy as np\nnp.random.normal()'],
    ['an import of the submodule', 'import numpy.random\nnumpy.random.normal()'],
    ['an alias of the submodule', 'import numpy.random as npr\nnpr.normal()'],
    ['the submodule by its own name', 'from numpy import random\nrandom.normal()'],
    ['the name itself', 'from numpy.random import normal\nnormal()'],
    ['an alias of the name', 'from numpy.random import uniform, normal as draw\ndraw()'],
    ['a star import', 'from numpy.random import *\nnormal()'],
    ['an alias with letters beyond ASCII', 'import numpy as données\ndonnées.random.normal()'],
    ['a chain over lines', 'import numpy as np; (np\n    .random\n    .normal())'],
  ])('follows %s', (_, text) => {
    expect(linesFoundBy(resolving('numpy.random.normal'), text)).toEqual([text.split('\n').length]);
  });

  it('follows an import inside a function, also above its use', () => {
    const text = 'def f():\n    draw()\n    from numpy.random import normal as draw\n    draw()\n';

    expect(linesFoundBy(resolving('numpy.random.normal'), text)).toEqual([2, 4]);
  });

  it('takes a name with two imports for either', () => {
    const text = 'try:\n    import ujson as json\nexcept ImportError:\n    import json\njson.loads(text)\n';

    expect(linesFoundBy(resolving('json.loads'), text)).toEqual([5]);
    expect(linesFoundBy(resolving('ujson.loads'), text)).toEqual([5]);
  });

  it.each([
    ['no import', 'np.random.normal()'],
    ['a relative import of the same name', 'from .numpy import random\nrandom.normal()'],
    ['another package', 'import jax.numpy as np\nnp.random.normal()'],
    ['an attribute of something else', 'import numpy\nself.numpy.random.normal()'],
    ['a longer name', 'import numpy as np\nnp.random.normal.cdf()'],
    ['a shorter name', 'import numpy as np\nnp.random()'],
    ['a parameter of the same name', 'import numpy as np\ndef f(np):\n    return np.random.normal()'],
    ['a typed parameter', 'import numpy as np\ndef f(a, np: Backend = None):\n    return np.random.normal()'],
    ['a local variable', 'import numpy as np\ndef f():\n    np = backend()\n    return np.random.normal()'],
    ['a loop variable', 'import numpy as np\ndef f():\n    for np, x in y:\n        np.random.normal()'],
    ['a lambda parameter', 'import numpy as np\nf = lambda np: np.random.normal()'],
    ['a comprehension variable', 'import numpy as np\nx = [np.random.normal() for np in y]'],
    ['a name of a with statement', 'import numpy as np\ndef f():\n    with g() as np:\n        np.random.normal()'],
  ])('is not misled by %s', (_, text) => {
    expect(linesFoundBy(resolving('numpy.random.normal'), text)).toEqual([]);
  });

  it('still resolves beside the scope that gives the name another meaning', () => {
    const text = 'import numpy as np\ndef f(np):\n    np.random.normal()\ndef g():\n    np.random.normal()\n';

    expect(linesFoundBy(resolving('numpy.random.normal'), text)).toEqual([5]);
  });

  it('takes an asterisk for any last segment, and only one', () => {
    const text =
      'import numpy as np\nfrom numpy.random import rand\nnp.random.normal()\nrand()\nnp.random.mtrand.rand()\nnp.random()\n';

    expect(linesFoundBy(resolving("'numpy.random.*'"), text)).toEqual([3, 4]);
  });

  it('takes a list for any of its names', () => {
    const text = 'import a, b\na.f()\nb.g()\nb.h()\n';

    expect(linesFoundBy(resolving('[a.f, b.g]'), text)).toEqual([2, 3]);
  });

  it.each([
    ['stands alone', 'open(path)', [1]],
    ['is a method', 'archive.open(path)', []],
    ['is imported from elsewhere', 'from gzip import open\nopen(path)', []],
    ['is defined in the file', 'def open(path): ...\nopen(path)', []],
    ['is a method of a class in the file', 'class A:\n    def open(self): ...\nopen(path)', [3]],
  ])('knows a built-in function that %s', (_, text, lines) => {
    expect(linesFoundBy(resolving('builtins.open'), text)).toEqual(lines);
  });

  it('does not take the name of a keyword or attribute for an expression', () => {
    const rule = someRule('rule: { kind: identifier, resolves: random.random }\n');
    const text = 'from random import random\nf(random=1)\nx.random\nf(random)\n';

    expect(linesFoundBy(rule, text)).toEqual([4]);
  });
});

describe('imports in a file with a syntax error', () => {
  it('bind no name that is none', () => {
    const text = 'from math import isclose, Ra.0)assertmath.isclose)\nimport numpy as np\nnp.random.normal()\n';

    const { hits, unread } = scanChange(addedFile('a.py', text), [resolving('numpy.random.normal')]);

    expect(hits.map(({ line }) => line)).toEqual([3]);
    expect(unread).toEqual([{ path: 'a.py', reason: 'line 1: syntax error' }]);
  });
});

describe('holds', () => {
  const rule = someRule(
    'rule: { kind: call, has: { field: function, has: { field: object, holds: { kind: call, has: { field: function, resolves: mp.make } } } } }\n',
  );

  it.each([
    ['a name', 'import mp\nPOOL = mp.make()\nPOOL.run()', [3]],
    ['a typed name', 'import mp\nPOOL: Pool = mp.make()\nPOOL.run()', [3]],
    ['an attribute', 'import mp\nself.pool = mp.make()\nself.pool.run()', [3]],
    ['another value', 'import mp\nPOOL = mp.other()\nPOOL.run()', []],
    ['a name that nothing was assigned to', 'import mp\nOTHER = mp.make()\nPOOL.run()', []],
  ])('knows %s by what the file assigns to it', (_, text, lines) => {
    expect(linesFoundBy(rule, text)).toEqual(lines);
  });
});
