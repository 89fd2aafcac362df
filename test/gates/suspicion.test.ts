import { describe, expect, it } from 'vitest';
import { suspect } from '../../src/gates/literal/suspicion.ts';

const NAMES = /\b(?:max_depth|eta)\b/gi;

describe('a text by its tokens alone', () => {
  it.each([
    'max_depth = 6',
    'MAX_DEPTH = 6',
    'x = 1; max_depth = depth',
    'fit(\n    max_depth=\n    6,\n)',
    'fit(eta=rate,\n    rounds=3)',
    'max_depth = \\\n    6',
    'params["max_depth"] = int("6")',
    'depth = f"{config["max_depth"] or 6}"',
    'def fit(frame, eta=.1): pass',
    'max_depth = """6"""',
    'max_depth = (',
    'max_depth)',
    'text = "without an end\nmax_depth = config',
    '# max_depth\rx = 1',
  ])('may give a number: %j', (text) => {
    expect(suspect(`from settings import config\n${text}`, NAMES)).toBe('some');
  });

  it.each([
    'max_depth = config["max_depth"]',
    'max_depth = config\nrounds = 3',
    'max_depth = config  # 6 would be wrong',
    'x = 6  # max_depth',
    '"""max_depth is 6 in the paper."""',
    'fit(\n    max_depth=depth,  # not 6\n)\nrounds = 3',
    'max_depth2 = 6',
    'note = "it\\"s"\nmax_depth = config',
    'max_depth = model_2_depth',
  ])('gives none: %j', (text) => {
    expect(suspect(`from settings import config\n${text}\n`, NAMES)).toBe('none');
  });

  it('is too crowded to be looked at when one statement names very many', () => {
    const unpacking = (count: number) =>
      `${Array(count).fill('eta').join(', ')} = ${Array(count).fill('1').join(', ')}\n`;

    expect(suspect(unpacking(100), NAMES)).toBe('some');
    expect(suspect(unpacking(4_000), NAMES)).toBe('crowded');
    expect(suspect(unpacking(100).repeat(100), NAMES)).toBe('some');
  });
});
