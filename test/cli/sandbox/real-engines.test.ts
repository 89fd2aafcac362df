import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Wall } from '../../../src/backtest/wall/wall.ts';
import { imageEnvironment, testImage } from '../../sandbox/image.ts';
import { makeFolder, run } from '../running.ts';

const Probed = z.object({
  exit_code: z.number(),
  engines: z.array(
    z.object({ engine: z.string(), stands: z.boolean(), wall: Wall.nullable(), why: z.string().nullable() }),
  ),
});

describe('conclave sandbox on this machine', () => {
  let digest: string;

  beforeAll(async () => {
    digest = (await testImage('bubblewrap')).place.digest;
  }, 300_000);

  it('finds the image that was built, and says what is in it', async () => {
    using place = makeFolder();

    const { exitCode, output, errors } = await run(['sandbox', 'build', '--engine', 'bubblewrap'], {
      folder: place.folder,
      environment: imageEnvironment(),
    });

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: 'bubblewrap: checking the files that are there\n' });
    expect(output).toContain(`image     ${digest}\n`);
    expect(output).toMatch(/^with {6}Python 3\.1\d\.\d+, Node 24\.\d+\.\d+$/m);
    expect(output).toContain('packages  pandas 3.1.1, numpy 2.4.6,');
  });

  it('tries out the wall of an engine', async () => {
    using place = makeFolder();

    const { exitCode, output } = await run(['sandbox', 'probe', '--engine', 'bubblewrap', '--json'], {
      folder: place.folder,
      environment: imageEnvironment(),
    });

    const { engines, exit_code } = Probed.parse(JSON.parse(output));
    expect(engines).toMatchObject([{ engine: 'bubblewrap', stands: true, why: null, wall: { weaker: [] } }]);
    expect([exitCode, exit_code]).toEqual([0, 0]);
  });

  it('has nothing to try out without an image', async () => {
    using place = makeFolder();

    const { exitCode, output } = await run(['sandbox', 'probe', '--engine', 'bubblewrap'], {
      folder: place.folder,
      environment: { CONCLAVE_CACHE: place.folder },
    });

    expect(exitCode).toBe(4);
    expect(output).toContain('there is no image for bubblewrap');
    expect(output).toContain('conclave sandbox build');
  });
});
