import { describe, expect, it } from 'vitest';
import { added, changed, type Rule } from './some-invariant.ts';

describe('an import that a record forbids', () => {
  const rule: Rule = { rule: 'forbid-import', modules: ['requests', 'urllib.request'] };

  it.each([
    ['an import', 'import requests'],
    ['an alias', 'import requests as r'],
    ['one of several', 'import os, requests'],
    ['what stands below', 'import requests.adapters'],
    ['a part of it', 'from requests import get'],
    ['a part of what stands below', 'from requests.adapters import HTTPAdapter as Adapter'],
    ['a module of its package', 'from urllib import request'],
    ['everything of it', 'from requests import *'],
    ['an import in a function', 'def f(): import requests'],
    ['an import for types alone', 'if TYPE_CHECKING: import requests'],
    ['an import while it runs', 'import importlib; importlib.import_module("requests.sessions")'],
    ['an import under another name', 'from importlib import import_module as load; load(name="requests")'],
    ['the built-in function', 'r = __import__("requests")'],
  ])('is found as %s', (_, line) => {
    expect(added(rule, `x = 1\n${line}\n`)).toEqual(['after:2']);
  });

  it.each([
    ['another module', 'import requests_mock'],
    ['another part of the package', 'from urllib import parse'],
    ['a relative import', 'from . import requests'],
    ['a relative module', 'from .requests import get'],
    ['a part of another module', 'from tools import requests'],
    ['a comment', '# import requests'],
    ['a text', 'x = "import requests"'],
    ['a name that is not known', 'import importlib; importlib.import_module(requests)'],
    ['a method of that name', 'self.import_module("requests")'],
  ])('is not seen in %s', (_, line) => {
    expect(added(rule, `${line}\n`)).toEqual([]);
  });

  it('is found on the first line of its statement, or on that of its name where only this is new', () => {
    const before = 'from requests import (\n    get,\n)\n';
    const after = 'from requests import (\n    get,\n    post,\n)\n';

    expect(added(rule, before)).toEqual(['after:1']);
    expect(changed(rule, { path: 'src/a.py', before, after })).toEqual(['after:3']);
  });

  it('is none where it stood before', () => {
    expect(changed(rule, { path: 'src/a.py', before: 'import requests\n', after: 'import requests\nx = 1\n' })).toEqual(
      [],
    );
  });

  const scripts: Rule = { rule: 'forbid-import', modules: ['pg', '@aws-sdk/client-s3', 'node:child_process'] };

  it.each([
    ['an import', 'import pg from "pg";'],
    ['a part', "import { spawn as run } from 'node:child_process';"],
    ['Node without its mark', "import { spawn } from 'child_process';"],
    ['a scope', "import * as s3 from '@aws-sdk/client-s3';"],
    ['what stands below', "import x from 'pg/lib/client.js';"],
    ['its effects alone', "import 'pg';"],
    ['types alone', "import type { Pool } from 'pg';"],
    ['what is passed on', "export * from 'pg';"],
    ['a call', "const pg = require('pg');"],
    ['a call while it runs', "const pg = await import('pg');"],
    ['a call with a template', 'const pg = await import(`pg`);'],
    ['a call of TypeScript', "import pg = require('pg');"],
  ])('is found in TypeScript as %s', (_, line) => {
    expect(added(scripts, `${line}\n`, 'src/a.ts')).toEqual(['after:1']);
  });

  it.each([
    ['another module', "import x from 'pg-format';"],
    ['a relative one', "import x from './pg';"],
    ['a text', "export const x = 'pg';"],
    ['a comment', "// import x from 'pg';"],
  ])('is not seen in JavaScript in %s', (_, line) => {
    expect(added(scripts, `${line}\n`, 'src/a.js')).toEqual([]);
  });
});
