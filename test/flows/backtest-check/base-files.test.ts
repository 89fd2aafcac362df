import { describe, expect, it } from 'vitest';
import { compareFiles } from '../../../src/flows/backtest-check/base-files.ts';
import { sampleBundle, sampleEntry } from '../../backtest/bundle/sample-bundle.ts';

describe('the files that a bundle names', () => {
  it('are looked up to a number, and the first beyond it counts as another one', async () => {
    const asked: string[] = [];
    const golden = Array.from({ length: 5_000 }, (_, at) => ({
      ...{ path: `golden/${at}.yml`, sha256: 'ab'.repeat(32), changed: 'no' as const },
    }));
    const workflows = {
      readBytes: async (_commit: string, path: string) => {
        asked.push(path);
        return { kind: 'absent' as const };
      },
    };

    const bundle = sampleBundle({ strategies: [sampleEntry({ golden })] });
    const { used } = await compareFiles(bundle, { tip: 'tip', head: 'head' }, workflows);

    expect(asked.length).toBeLessThanOrEqual(500);
    expect(used.at(-1)).toMatchObject({ claimed: 'ab'.repeat(32), actual: null });
  });
});
