import { describe, expect, it } from 'vitest';
import { recordText, someRecord } from '../some-records.ts';

const pathsOf = (text: string): readonly string[] => someRecord(text).paths.map(({ glob }) => glob);

describe('the paths that a record names', () => {
  it.each(['## Affected paths', '## Chemins concernés', '### affected paths:'])('stand below %s', (heading) => {
    const rest = `\n${heading}\n\n- \`src/risk/\`\n- strategies/**/*.py, of all books\n- [limits](../../src/limits.py)\n- \`Dockerfile\`\n- everything else\n`;

    expect(someRecord(recordText({ rest })).paths).toEqual([
      { glob: 'src/risk/', line: 23 },
      { glob: 'strategies/**/*.py', line: 24 },
      { glob: 'src/limits.py', line: 25 },
      { glob: 'Dockerfile', line: 26 },
    ]);
  });

  it('stand in code spans that look like them, each once, at its first line', () => {
    const decision = 'See `src/a.py:12`, `./src/b.py`,\n`docs/{a,b}.md` and `src/a.py`.';

    expect(someRecord(recordText({ decision })).paths).toEqual([
      { glob: 'src/a.py', line: 15 },
      { glob: 'src/b.py', line: 15 },
      { glob: 'docs/{a,b}.md', line: 16 },
    ]);
  });

  it.each([
    'a / b',
    '/etc/passwd',
    'https://example.com/a',
    '@scope/name',
    'a//b',
    '../../../../b/c',
    'x = a/b',
    'limits',
  ])('are not %j', (code) => {
    expect(pathsOf(recordText({ decision: `Words and \`${code}\`.` }))).toEqual([]);
  });

  it('do not stand in fences', () => {
    expect(pathsOf(recordText({ decision: '```\nsrc/a.py\n```' }))).toEqual([]);
  });
});

describe('the components that a record names', () => {
  it('are names of several words in code spans', () => {
    const decision = '`PositionSizer`, `feature-store` and `run_live()`;\n`OMSGateway`, `BaseAdapter.place_order`.';

    expect(someRecord(recordText({ decision })).components).toEqual([
      { name: 'PositionSizer', line: 15 },
      { name: 'feature-store', line: 15 },
      { name: 'run_live', line: 15 },
      { name: 'OMSGateway', line: 16 },
      { name: 'BaseAdapter', line: 16 },
      { name: 'place_order', line: 16 },
    ]);
  });

  it.each(['true', 'main', 'a b', '--no-verify', '1-2', 'x = PositionSizer', 'Status'])('are not %j', (code) => {
    expect(someRecord(recordText({ decision: `Words and \`${code}\`.` })).components).toEqual([]);
  });
});
