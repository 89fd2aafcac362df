import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWallEngine } from '../../../../src/adapters/sandbox/wall/opened-engine.ts';
import { openOutside } from '../../../../src/adapters/sandbox/wall/probe/outside.ts';
import { probeWall } from '../../../../src/adapters/sandbox/wall/probe/probe.ts';
import { PYTHON_PROBE } from '../../../../src/adapters/sandbox/wall/probe/python-probe.ts';
import { Sighting, STATUS_FIELDS } from '../../../../src/adapters/sandbox/wall/probe/question.ts';
import type { StandingWall } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import type { WallEngine } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';
import { standingWall } from '../../../sandbox/standing-wall.ts';
import { runProgram } from './host-program.ts';

describe('the probe of a wall', () => {
  let standing: StandingWall;

  beforeAll(async () => {
    standing = await standingWall('bubblewrap', { memory_mb: 256 });
  }, 300_000);

  /** The engine with other commands than were ordered. */
  const engineWith = (change: (word: string) => string): WallEngine => {
    const real = openWallEngine(standing.choice);
    return { ...real, start: (order) => real.start({ ...order, command: order.command.map(change) }) };
  };

  it('speaks JavaScript where the image has no Python', async () => {
    const engine = engineWith((word) => (word === 'python3' ? 'python-is-not-here' : word));

    const guarantees = await probeWall(engine, standing.choice, { isMemoryCounted: true, hasShares: false });

    const lacking = guarantees.filter(({ holds }) => holds !== true).map(({ name }) => name);
    expect(lacking).toEqual(['cpu']);
    expect(guarantees[0]?.detail).toMatch(/DNS E(?:AI_AGAIN|NOTFOUND)/);
  });

  it('looks once more at a program whose words were read only after its end', async () => {
    const real = openWallEngine(standing.choice);
    const start: WallEngine['start'] = async (order) => {
      const walled = await real.start(order);
      if (order.settings.seconds >= 1) return walled;
      const output = new PassThrough();
      void walled.end.then(() => walled.output.pipe(output));
      return { ...walled, output };
    };

    const guarantees = await probeWall({ ...real, start }, standing.choice, { isMemoryCounted: true, hasShares: true });

    expect(guarantees).toContainEqual(expect.objectContaining({ name: 'user', holds: true }));
    const clock = guarantees.find(({ name }) => name === 'clock');
    expect(clock).toMatchObject({ holds: true, detail: expect.stringContaining('at a limit of 5 s') });
  });

  it("is an error with the engine's own words where the image has neither", async () => {
    const engine = engineWith((word) => (word === 'python3' || word === 'node' ? 'nothing-is-here' : word));

    await expect(probeWall(engine, standing.choice, { isMemoryCounted: true, hasShares: true })).rejects.toThrow(
      /started no program of the image \(bwrap: execvp nothing-is-here: No such file or directory; bwrap: execvp/,
    );
  });

  it('reaches outside of any wall all that it tries to reach', async () => {
    const outside = await openOutside();
    const { tcp, udp, abstract, secret, file } = outside;
    const question = {
      tcp,
      udp,
      abstract,
      secret,
      file,
      host: 'localhost',
      processes: 80,
      spin: 0,
      fields: STATUS_FIELDS,
    };

    const said = await runProgram('python3', ['-c', PYTHON_PROBE], {
      line: JSON.stringify(question),
      environment: { PATH: process.env.PATH ?? '', LEFT_OVER: secret },
    });
    const reached = [...outside.reached].sort();
    await outside.close();

    const sighting = Sighting.parse(JSON.parse(said));
    expect(reached).toEqual(['abstract', 'tcp', 'udp']);
    expect(sighting).toMatchObject({ tcp: 'made', udp: 'made', abstract: 'made', dns: 'made', file: 'made' });
    expect(sighting).toMatchObject({ root_read_only: false, started: 80, refused: null });
    expect(sighting.secrets).toContain('/proc/self/environ');
    expect(sighting.names).toContain('LEFT_OVER');
  });
});
