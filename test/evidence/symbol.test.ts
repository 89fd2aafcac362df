import { describe, expect, it } from 'vitest';
import { symbolsOf } from '../../src/evidence/symbol.ts';

const PYTHON = `import x

@traced(
    level=1,
)
class Trainer:
    rate = 1

    @staticmethod
    def fit(self):
        """Fits."""
        def step():
            return 1
        return step

    async def stop(self): ...


def main():
    return [lambda: 1]
`;

const TYPESCRIPT = `import x from 'x';
export class Client<T> {
  private ask = async () => {
    return 1;
  };
  get size(): number {
    return 1;
  }
}
export const run = (a: number) => {
  const inner = 2;
  return {
    save: () => inner,
  };
};
export function* walk() {
  yield 1;
}
interface Options {
  size: number;
}
namespace deep {
  export function reach() {
    return 1;
  }
}
const LIMIT = 1;
`;

describe('symbolsOf', () => {
  it.each([
    [1, null],
    [2, null],
    [3, 'Trainer'],
    [7, 'Trainer'],
    [9, 'Trainer.fit'],
    [11, 'Trainer.fit'],
    [13, 'Trainer.fit.step'],
    [14, 'Trainer.fit'],
    [16, 'Trainer.stop'],
    [17, null],
    [20, 'main'],
    [99, null],
  ])('qualifies line %i of a Python file as %s', (line, symbol) => {
    expect(symbolsOf('src/a.py', PYTHON)(line)).toBe(symbol);
  });

  it.each([
    [1, null],
    [2, 'Client'],
    [4, 'Client.ask'],
    [7, 'Client.size'],
    [11, 'run'],
    [13, 'run.save'],
    [17, 'walk'],
    [20, 'Options'],
    [24, 'deep.reach'],
    [27, null],
  ])('qualifies line %i of a TypeScript file as %s', (line, symbol) => {
    expect(symbolsOf('src/a.ts', TYPESCRIPT)(line)).toBe(symbol);
  });

  it('reads JavaScript, with elements in it', () => {
    const symbol = symbolsOf(
      'a.jsx',
      'class View {\n  state = () => {\n    return <b/>;\n  };\n  render() {\n    return 1;\n  }\n}\n',
    );

    expect([3, 6].map(symbol)).toEqual(['View.state', 'View.render']);
  });

  it('reads what it can of a file with a syntax error', () => {
    expect(symbolsOf('a.py', 'def f():\n    return 1\n\nx = = 2\n')(2)).toBe('f');
  });

  it('knows no symbols in other files', () => {
    expect(symbolsOf('a.md', 'def f():\n    return 1\n')(2)).toBeNull();
  });
});
