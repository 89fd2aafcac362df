import { describe, expect, it } from 'vitest';
import { proveOverFiles } from '../../../src/flows/backtest/prove-over-files.ts';
import { ORDER } from './fake-runs.ts';
import { SOUND } from './leaks/clean-strategies.ts';
import { memoryHost } from './leaks/memory-host.ts';
import { openTables } from './memory-tables.ts';

const days = [
  { symbol: 'A', path: '/days.csv' },
  { symbol: 'B', path: '/days.csv' },
];

describe('a look-ahead proof over files', () => {
  it('is made over all bars of all symbols, and told as it goes', async () => {
    const { openData, counts } = openTables();
    const steps = new Set<string>();

    const proof = await proveOverFiles(
      { ...ORDER, data: days },
      { host: memoryHost(SOUND), openData },
      { onProgress: (step) => steps.add(step) },
    );

    expect(proof).toMatchObject({ mode: 'every_prefix', bars: 120, differences: [] });
    expect([...steps]).toEqual(['look-ahead proof']);
    expect(counts.open).toBe(0);
  });

  it('refuses bars of different length, as a run does', async () => {
    const data = [...days, { symbol: 'C', path: '/hours.csv' }];

    const proof = proveOverFiles({ ...ORDER, data }, { host: memoryHost(SOUND), openData: openTables().openData });

    await expect(proof).rejects.toThrow(/^bars of different length in one run: A .* C /);
  });

  it('passes on who may interrupt it', async () => {
    const ports = { host: memoryHost(SOUND), openData: openTables().openData };
    const host = {
      ...ports.host,
      startGrowing: async (...[order, signal]: Parameters<typeof ports.host.startGrowing>) => {
        signal?.throwIfAborted();
        return ports.host.startGrowing(order);
      },
    };

    const proof = proveOverFiles({ ...ORDER, data: days }, { ...ports, host }, { signal: AbortSignal.abort() });

    await expect(proof).rejects.toThrow('the backtest was interrupted');
  });
});
