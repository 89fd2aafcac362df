import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../../src/kernel/hash.ts';
import { makeFolder, run } from '../running.ts';
import { buyWhen, DAYS } from './short-market.ts';

/** A repository with one scenario: a buy every nine days. */
function scenario(folder: string, expected: string): void {
  mkdirSync(join(folder, 'golden'));
  writeFileSync(join(folder, 's.ts'), buyWhen('bar % 9 === 0'));
  writeFileSync(join(folder, 'days.csv'), DAYS);
  writeFileSync(
    join(folder, 'golden/a.yml'),
    `version: 1
title: Every nine days
strategy: ../s.ts
data: [{ symbol: X, file: ../days.csv, sha256: ${hashText(DAYS)} }]
config: { version: 1 }
seed: 1
expected:
  orders.placed: ${expected}
`,
  );
}

describe('conclave backtest golden', () => {
  it('passes where every figure is as expected', async () => {
    using place = makeFolder();
    scenario(place.folder, '12');

    const ending = await run(['backtest', 'golden'], place);

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    expect(ending.output).toContain('golden/a.yml');
  });

  it('fails with both values where one differs, and passes once it is updated with a reason', async () => {
    using place = makeFolder();
    scenario(place.folder, '11');

    const before = await run(['backtest', 'golden'], place);
    const update = await run(
      ['backtest', 'golden', '--update', '--reason', 'one more bar was decided on', '--by', 'Ada'],
      place,
    );
    const after = await run(['backtest', 'golden', 'golden/a.yml', '--json'], place);

    expect(before.exitCode).toBe(1);
    expect(before.output).toMatch(/orders\.placed.*11.*12|orders\.placed.*12.*11/);
    expect(update).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('updated golden/a.yml: orders.placed'),
    });
    expect(readFileSync(join(place.folder, 'golden/a.yml'), 'utf8')).toMatch(/one more bar was decided on/);
    expect(after.exitCode).toBe(0);
    expect(JSON.parse(after.output)).toMatchObject({ goldens: [{ name: 'golden/a.yml' }] });
  });

  it.each([
    ['an update without a reason', ['--update'], 'an update needs a reason'],
    ['a reason without an update', ['--reason', 'x'], '--reason goes with --update'],
    ['a file outside', ['../a.yml'], 'outside of the repository'],
  ])('refuses %s', async (_what, options, words) => {
    using place = makeFolder();

    const ending = await run(['backtest', 'golden', ...options], place);

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain(words);
  });

  it('refuses a reason that says nothing before it runs anything', async () => {
    using place = makeFolder();
    scenario(place.folder, '11');
    writeFileSync(join(place.folder, 's.ts'), 'nobody runs this');

    const ending = await run(['backtest', 'golden', '--update', '--reason', 'fixed'], place);

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain('--reason: the reason has 5 characters');
  });

  it('knows a file whose name begins with two dots from one outside', async () => {
    using place = makeFolder();

    const ending = await run(['backtest', 'golden', '..a.yml'], place);

    expect(ending.exitCode).toBe(2);
    expect(ending.output + ending.errors).not.toContain('outside of the repository');
    expect(ending.output).toContain('..a.yml');
  });

  it('does not pass where there is none', async () => {
    using place = makeFolder();

    const ending = await run(['backtest', 'golden'], place);

    expect(ending).toMatchObject({ exitCode: 2, output: expect.stringContaining('none found') });
  });

  it('compares nothing over data of another hash', async () => {
    using place = makeFolder();
    scenario(place.folder, '12');
    writeFileSync(join(place.folder, 'days.csv'), DAYS.replace(',10\n', ',11\n'));

    const ending = await run(['backtest', 'golden'], place);

    expect(ending.exitCode).toBe(1);
    expect(ending.output).toContain('not compared: other data');
  });
});
