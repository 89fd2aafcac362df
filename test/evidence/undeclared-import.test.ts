import { describe, expect, it } from 'vitest';
import { scanChange } from '../../src/evidence/scan.ts';
import { NO_SURROUNDINGS } from '../../src/evidence/surroundings.ts';
import { addedFile, changeOf } from './change-of.ts';
import { shippedRule } from './shipped-rules.ts';

const RULE = shippedRule('ops/undeclared-import');

interface Given {
  readonly requirements?: Readonly<Record<string, string | null>>;
  readonly firstParty?: readonly string[];
}

/** The hits of the rule on a new module, with what the repository declares. */
function hitsOn(text: string, { requirements = { 'requirements.txt': '' }, firstParty = [] }: Given = {}) {
  const files = Object.entries(requirements).map(([path, content]) => ({ path, text: content }));
  return scanChange(addedFile('src/a.py', text), [RULE], { ...NO_SURROUNDINGS, requirements: files, firstParty }).hits;
}

const linesOn = (text: string, given?: Given) => hitsOn(text, given).map(({ line }) => line);

const declares = (text: string) => ({ requirements: { 'requirements.txt': text } });

describe('a package that a module imports when it loads', () => {
  it.each([
    ['import sympy', [1]],
    ['import sympy.core.numbers as n', [1]],
    ['from sympy import *', [1]],
    ['import os, sympy, cleanlab', [1]],
    ['import os; import sympy', [1]],
    ['"""Doc."""\nfrom sympy import (\n    a,\n    b,\n)', [2]],
    ['import os\nimport sympy\nx = 1\nimport cleanlab', [2, 4]],
  ])('is missed in %j', (text, lines) => {
    expect(linesOn(text)).toEqual(lines);
  });

  it.each([
    'from __future__ import annotations',
    'import os.path, xml.etree.ElementTree as ET',
    'import tomllib, zoneinfo, distutils, asyncore, annotationlib, compression.zstd',
    'import _thread',
    'from . import sympy\nfrom .sympy import a\nfrom .. import b',
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sympy',
    'try:\n    import sympy\nexcept ImportError:\n    sympy = None',
    'def f():\n    import sympy\nclass A:\n    import sympy',
    'if FAST:\n    import sympy\nwith quiet():\n    import sympy',
    '# import sympy\nx = "import sympy"',
  ])('is not in %j', (text) => {
    expect(linesOn(text)).toEqual([]);
  });

  it('is no module of the repository itself', () => {
    expect(
      linesOn('import commun.clock\nfrom training import x\nimport other', { firstParty: ['commun', 'training'] }),
    ).toEqual([3]);
  });

  it('must stand in every file, and the hit names those in which it is missing', () => {
    const requirements = { 'requirements.txt': 'numpy\nsympy', 'docker/requirements.txt': 'numpy', 'b.txt': 'numpy' };

    const hits = hitsOn('import numpy\nimport sympy', { requirements });

    expect(hits.map(({ line, message }) => [line, message])).toEqual([
      [2, '`sympy` is imported when the module loads, and docker/requirements.txt and b.txt do not declare it.'],
    ]);
  });

  it('is looked for on added lines of files in src alone', () => {
    const before = 'import sympy\n';
    const change = changeOf([
      { path: 'src/a.py', before, after: `${before}import cleanlab\n` },
      { path: 'scripts/b.py', before: null, after: 'import polars\n' },
    ]);

    const { hits } = scanChange(change, [RULE], {
      ...NO_SURROUNDINGS,
      ...{ requirements: [{ path: 'r.txt', text: '' }] },
    });

    expect(hits.map(({ path, line }) => `${path}:${line}`)).toEqual(['src/a.py:2']);
  });

  it.each([
    ['no file is configured', {}],
    ['the file is not there', { 'requirements.txt': null }],
    ['the file includes a configured one that is not there', { 'a.txt': 'numpy\n-r b.txt', 'b.txt': null }],
    ['the file names a folder that may be anything', { 'requirements.txt': './' }],
  ])('is nobody to tell of when %s', (_, requirements) => {
    expect(linesOn('import sympy', { requirements })).toEqual([]);
  });

  it('has its file read by the rule only where something is configured', () => {
    const change = addedFile('src/a.py', 'x = 1\n');

    expect(scanChange(change, [RULE]).read).toEqual([]);
  });
});

describe('the name of the package that brings a module', () => {
  it.each([
    ['sklearn.base', 'scikit-learn'],
    ['sklearn', 'Scikit_Learn'],
    ['cv2', 'opencv-python-headless'],
    ['yaml', 'PyYAML'],
    ['PIL.Image', 'Pillow'],
    ['bs4', 'beautifulsoup4'],
    ['dateutil.parser', 'python-dateutil'],
    ['jwt', 'PyJWT'],
    ['OpenSSL', 'pyOpenSSL'],
    ['Crypto.Cipher', 'pycryptodome'],
    ['skimage', 'scikit-image'],
    ['talib', 'TA-Lib'],
    ['attr', 'attrs'],
    ['mpl_toolkits.mplot3d', 'matplotlib'],
    ['google.cloud.storage', 'google-cloud-storage'],
    ['google.cloud.pubsub_v1', 'google-cloud-pubsub'],
    ['google.protobuf.message', 'protobuf'],
    ['azure.storage.blob', 'azure-storage-blob'],
    ['airflow.models', 'apache-airflow'],
    ['airflow.providers.cncf.kubernetes.operators.pod', 'apache-airflow-providers-cncf-kubernetes'],
    ['ruamel.yaml', 'ruamel.yaml'],
    ['typing_extensions', 'typing-extensions'],
    ['pandas_ta', 'Pandas.TA'],
    ['foo', 'python-foo'],
  ])('of %s is %s', (module, distribution) => {
    expect(linesOn(`import ${module}`, declares(distribution))).toEqual([]);
    expect(linesOn(`import ${module}`, declares('something-else'))).toEqual([1]);
  });

  it('is found for what is imported from a shared module', () => {
    const given = declares('google-cloud-storage');

    expect(linesOn('from google.cloud import storage\nfrom google.cloud import bigquery', given)).toEqual([2]);
  });
});

describe('what a requirement file declares', () => {
  it.each([
    ['a pin', 'sympy==1.12'],
    ['extras and a marker', 'sympy[all]>=1,<2 ; python_version > "3.9"'],
    ['blanks', '  sympy >= 1'],
    ['an address', 'sympy @ https://example.org/sympy-1.12-py3-none-any.whl'],
    ['a comment behind it', 'sympy==1.12  # symbols'],
    ['a continued line', 'sympy==1.12 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def'],
    ['a name on a continued line', 'sym\\\npy==1'],
    ['an egg', '-e git+https://example.org/x.git@v1#egg=sympy'],
    ['an egg without option', 'git+https://example.org/x.git#egg=sympy&subdirectory=a'],
    ['a repository', 'git+https://example.org/sympy.git@v1.2'],
    ['a wheel', './wheels/sympy-1.12-py3-none-any.whl'],
    ['a folder', '--editable ./libs/sympy'],
    ['Windows line ends and a byte order mark', '\uFEFFsympy\r\nnumpy\r\n'],
    ['TOML', '[project]\ndependencies = ["numpy", "sympy>=1"]', 'pyproject.toml'],
    ['a TOML table', '[tool.poetry.dependencies]\nsympy = "^1"', 'pyproject.toml'],
  ])('is what stands there as %s', (_, text, path = 'requirements.txt') => {
    expect(linesOn('import sympy', { requirements: { [path]: text } })).toEqual([]);
  });

  it.each([
    ['a comment', '# sympy==1.12'],
    ['a comment that ends like a continued line', '# note \\\n#sympy'],
    ['an option line', '-c sympy.txt\n--index-url https://sympy.org/sympy\n-f sympy\n--no-binary sympy'],
    ['a file that is not configured', 'numpy\n-r sympy.txt'],
    ['the project itself', '-e .[sympy]\n--editable ./'],
    ['a longer name', 'sympy-plot==1\nsympyx'],
    ['a word behind a name', 'numpy ; extra == "sympy"'],
  ])('is not what stands there as %s', (_, text) => {
    expect(linesOn('import sympy', declares(text))).toEqual([1]);
  });

  it('is also what a configured file that it includes declares', () => {
    const requirements = { 'requirements.txt': 'sympy', 'docker/requirements.txt': '-r ../requirements.txt\nnumpy' };

    expect(linesOn('import sympy\nimport numpy', { requirements })).toEqual([2]);
  });

  it('is read once when files include each other', () => {
    const requirements = { 'a.txt': '-r b.txt\nsympy', 'b.txt': '--requirement a.txt' };

    expect(linesOn('import sympy\nimport numpy', { requirements })).toEqual([2]);
  });
});
