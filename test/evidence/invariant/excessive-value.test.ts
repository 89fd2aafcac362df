import { describe, expect, it } from 'vitest';
import { added, changed, type Rule } from './some-invariant.ts';

describe('a value that is larger than a record allows', () => {
  const rule: Rule = { rule: 'max-value', name: 'max_leverage', max: 10 };

  it.each([
    ['an assignment', 'max_leverage = 20'],
    ['a constant', 'MAX_LEVERAGE = 20'],
    ['a type', 'max_leverage: float = 2e1'],
    ['an attribute', 'self.max_leverage = 20'],
    ['a key', 'cfg["max_leverage"] = 20'],
    ['an entry', 'cfg = {"max_leverage": 20}'],
    ['a keyword', 'f(max_leverage=20)'],
    ['a default', 'def f(max_leverage=20): pass'],
    ['a default of a look-up', 'x = cfg.get("max_leverage", 20)'],
    ['a default of the environment', 'x = os.getenv("MAX_LEVERAGE", "20")'],
    ['an attribute by its text', 'setattr(cfg, "max_leverage", 20)'],
    ['a field', 'max_leverage: float = Field(default=20)'],
    ['one of two choices', 'max_leverage = cfg.x or 20'],
    ['one of two branches', 'max_leverage = 20 if x else 5'],
    ['underscores', 'max_leverage = 1_0.5'],
    ['arithmetic', 'max_leverage = 2 * 10'],
    ['no end', 'max_leverage = float("inf")'],
    ['one of several', 'a, max_leverage = 1, 20'],
  ])('is found as %s', (_, line) => {
    expect(added(rule, `x = 1\n${line}\n`)).toEqual(['after:2']);
  });

  it.each([
    ['a number within', 'max_leverage = 10'],
    ['a smaller one', 'max_leverage = -20'],
    ['another name', 'max_leverage_ratio = 20'],
    ['a part of a name', 'leverage = 20'],
    ['a comparison', 'if max_leverage > 20: pass'],
    ['a comment', '# max_leverage = 20'],
    ['a text', 'x = "max_leverage = 20"'],
    ['a value that is not known', 'max_leverage = cfg.x'],
  ])('is not seen in %s', (_, line) => {
    expect(added(rule, `${line}\n`)).toEqual([]);
  });

  it.each([
    ['a variable', 'const max_leverage = 20;'],
    ['a property', 'const x = { max_leverage: 20 };'],
    ['a quoted property', 'const x = { "max_leverage": 20 };'],
    ['a member', 'cfg.max_leverage = 20;'],
    ['a key', 'cfg["max_leverage"] = 20;'],
    ['a field', 'class A { max_leverage = 20; }'],
    ['a default', 'function f(max_leverage = 20) {}'],
    ['a default of a part', 'function f({ max_leverage = 20 }) {}'],
    ['a fallback', 'const max_leverage = given ?? 20;'],
  ])('is found in TypeScript and JavaScript as %s', (_, line) => {
    expect(added(rule, `${line}\n`, 'src/a.ts')).toEqual(['after:1']);
    expect(added(rule, `${line}\n`, 'src/a.js')).toEqual(['after:1']);
  });

  it.each([
    ['YAML', 'a.yaml', 'max_leverage: 20'],
    ['YAML, nested', 'a.yml', 'risk:\n  limits:\n    max_leverage: 20 # high', 3],
    ['YAML, in an item', 'a.yml', 'limits:\n  - max_leverage: 20', 2],
    ['YAML, in brackets', 'a.yml', 'limits: { x: 1, max_leverage: 2.0e1 }'],
    ['YAML, in brackets over lines', 'a.yml', 'limits: {\n  x: 1,\n  max_leverage: 20 }', 3],
    ['YAML, in quotes', 'a.yml', '"max_leverage": "20"'],
    ['YAML, behind an anchor', 'a.yml', 'max_leverage: &high 20'],
    ['YAML, without an end', 'a.yml', 'max_leverage: .inf'],
    ['TOML', 'a.toml', 'max_leverage = 1_00'],
    ['TOML, in a table', 'a.toml', '[risk]\nmax_leverage = 20', 2],
    ['TOML, in an inline table', 'a.toml', 'risk = { max_leverage = 20 }'],
    ['TOML, dotted', 'a.toml', 'risk.max_leverage = 20'],
    ['JSON', 'a.json', '{\n  "risk": { "max_leverage": 20 }\n}', 2],
    ['JSON, over lines', 'a.json', '{\n  "max_leverage":\n    20\n}', 2],
    ['an environment', '.env', 'export MAX_LEVERAGE=20'],
    ['INI', 'a.ini', '[risk]\nmax_leverage = 20 ; high', 2],
  ])('is found in %s', (_, name, text, line = 1) => {
    expect(added(rule, `${text}\n`, `src/${name}`)).toEqual([`after:${line}`]);
  });

  it.each([
    ['a comment', 'a.yaml', '# max_leverage: 20'],
    ['a text over lines', 'a.yaml', 'help: |\n  max_leverage: 20'],
    ['a text over lines in TOML', 'a.toml', 'help = """\nmax_leverage = 20\n"""'],
    ['a comment of JSON', 'a.json', '{ /* "max_leverage": 20 */ "x": 1 } // "max_leverage": 20'],
    ['a value', 'a.json', '{ "x": "max_leverage", "y": 20 }'],
    ['a list', 'a.yaml', 'max_leverage: [5, 20]'],
    ['a unit', 'a.yaml', 'max_leverage: 20x'],
    ['a smaller one', 'a.yaml', 'max_leverage: -20'],
  ])('is not seen in %s', (_, name, text) => {
    expect(added(rule, `${text}\n`, `src/${name}`)).toEqual([]);
  });

  it('is found where only its line changes', () => {
    const before = 'a:\n  max_leverage: 5\nb:\n  max_leverage: 30\n';

    expect(changed(rule, { path: 'src/a.yaml', before, after: before.replace('5', '20') })).toEqual(['after:2']);
  });

  const nested: Rule = { rule: 'max-value', name: 'limits.wall_seconds', max: 300 };

  it.each([
    ['YAML', 'a.yaml', 'sandbox:\n  limits:\n    wall_seconds: 600', 3],
    ['TOML', 'a.toml', '[limits]\nwall_seconds = 600', 2],
    ['JSON', 'a.json', '{"limits": {"x": [1, {"y": 2}], "wall_seconds": 600}}', 1],
    ['an attribute', 'a.py', 'self.limits.wall_seconds = 600', 1],
    ['keys', 'a.py', 'cfg["limits"]["wall_seconds"] = 600', 1],
    ['entries', 'a.py', 'LIMITS = {\n    "wall_seconds": 600,\n}', 2],
    ['a class', 'a.py', 'class Limits:\n    wall_seconds: int = 600', 2],
    ['a call', 'a.py', 'x = Limits(wall_seconds=600)', 1],
    ['a keyword', 'a.py', 'f(limits=dict(cpu=1), other=2); limits.wall_seconds = 600', 1],
    ['properties', 'a.ts', 'const x = { limits: { wall_seconds: 600 } };', 1],
    ['a member', 'a.js', 'cfg.limits["wall_seconds"] = 600;', 1],
  ])('asks for a key below another in %s', (_, name, text, line) => {
    expect(added(nested, `${text}\n`, `src/${name}`)).toEqual([`after:${line}`]);
  });

  it.each([
    ['YAML', 'a.yaml', 'limits:\n  x: 1\nother:\n  wall_seconds: 600'],
    ['TOML', 'a.toml', '[limits]\nx = 1\n[other]\nwall_seconds = 600'],
    ['JSON', 'a.json', '{"limits": {"x": 1}, "wall_seconds": 600}'],
    ['Python', 'a.py', 'limits = 3\nwall_seconds = 600'],
    ['TypeScript', 'a.ts', 'const x = { limits: 1, wall_seconds: 600 };'],
  ])('is not found below another key in %s', (_, name, text) => {
    expect(added(nested, `${text}\n`, `src/${name}`)).toEqual([]);
  });
});
