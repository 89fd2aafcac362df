import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadStrategy } from '../../../src/adapters/sandbox/strategy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-strategy-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('loading a strategy file', () => {
  it('gives the class that the file exports', async () => {
    const path = fileWith('good.mts', 'export class Strategy { readonly warmup: number = 7; }\n');

    const Strategy = await loadStrategy(path);

    expect(new Strategy({ seed: 1, symbol: 'A' }).warmup).toBe(7);
  });

  it.each([
    ['another name', 'export const Plan = 1;\n', 'exports `Plan`, and no class `Strategy`'],
    ['nothing', 'const a = 1;\nexport {};\n', 'exports nothing, and no class `Strategy`'],
    ['a function', 'export const Strategy = () => 1;\n', 'exports a `Strategy` that is no class'],
    ['a throw', '\nthrow new Error("no luck");\n', 'cannot be loaded: no luck'],
  ])('refuses a file that exports %s', async (name, text, what) => {
    const path = fileWith(`${name.replaceAll(' ', '-')}.mts`, text);

    await expect(loadStrategy(path)).rejects.toMatchObject({ code: 'bad-input', facts: { where: path } });
    await expect(loadStrategy(path)).rejects.toThrow(what);
  });

  it('refuses a file that is not there, and a folder', async () => {
    await expect(loadStrategy(join(folder, 'none.ts'))).rejects.toThrow('there is no such strategy file');
    await expect(loadStrategy(folder)).rejects.toThrow('is no file');
  });
});
