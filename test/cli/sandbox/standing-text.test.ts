import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { WallBounds } from '../../../src/backtest/wall/bounds.ts';
import { GUARANTEES, type Guarantee, type GuaranteeName } from '../../../src/backtest/wall/wall.ts';
import type { EngineStanding } from '../../../src/cli/sandbox/engine-standing.ts';
import { renderStandings } from '../../../src/cli/sandbox/standing-text.ts';

const DETAILS: Readonly<Record<GuaranteeName, string>> = {
  network: 'nothing of ours was reached (TCP EPERM, UDP EPERM, DNS no answer, abstract socket ECONNREFUSED)',
  secrets: 'a secret of ours is in no environment inside',
  files: 'read-only root without our files; only /tmp takes files, 64 MiB',
  user: 'user 65534, no capabilities',
  memory: 'a program that took ever more was ended after 1008 of 1024 MiB',
  processes: 'no more than 64 of 64 processes were started',
  clock: 'a program that ignores signals was gone after 1.2 s',
  cpu: 'two busy processes had 1.9 of a processor; the limit is 0.5',
};

/** A wall of bubblewrap that holds all but some of it; what is unknown could not be tried. */
function standing(missing: readonly GuaranteeName[], unknown: readonly GuaranteeName[] = []): EngineStanding {
  const guarantees: Guarantee[] = GUARANTEES.map((name) => ({
    name,
    holds: unknown.includes(name) ? null : !missing.includes(name),
    detail: DETAILS[name],
  }));
  const lacking = [...missing, ...unknown].filter((name) => name !== 'cpu');
  return {
    kind: 'measured',
    engine: 'bubblewrap',
    wall: {
      engine: 'bubblewrap',
      version: '0.8.0',
      bounds: WallBounds.parse({}),
      image: { digest: `sha256:${'a'.repeat(64)}`, python: '3.11.2', node: '24.21.0', packages: {} },
      guarantees,
      weaker: lacking,
    },
  };
}

const ABSENT: EngineStanding = {
  kind: 'none',
  engine: 'docker',
  why: 'the engine docker is not there, or does not answer',
  advice: 'Install Docker and start it. Or choose another engine.',
};

describe('what the walls of engines hold', () => {
  it.each([
    ['80', [ABSENT, standing(['cpu'])], [], { columns: 80, colours: false }],
    ['refused-80', [standing(['cpu', 'network'], ['memory'])], [], { columns: 80, colours: false }],
    ['refused-80-colours', [standing(['cpu', 'network'], ['memory'])], [], { columns: 80, colours: true }],
    ['weaker-50', [standing(['memory'])], ['memory'], { columns: 50, colours: false }],
  ] as const)('is drawn as on file (%s)', async (name, standings, allowed, paper) => {
    const drawn = renderStandings(standings, allowed, paper);

    await expect(drawn).toMatchFileSnapshot(`../golden/sandbox-probe-${name}.txt`);
  });

  it('says without colours what it says with them', () => {
    const standings = [standing(['cpu', 'network'], ['memory'])];

    const plain = renderStandings(standings, [], { columns: 80, colours: false });
    const coloured = renderStandings(standings, [], { columns: 80, colours: true });

    expect(stripVTControlCharacters(coloured)).toBe(plain);
    expect(coloured).not.toBe(plain);
  });

  it('lets no words of an engine write on the terminal', () => {
    const hostile: EngineStanding = { ...ABSENT, why: 'gone\u001b[2J\nand more', advice: 'do\u0007 it' };

    const drawn = renderStandings([hostile], [], { columns: 80, colours: false });

    expect(drawn).toContain('gone and more');
    expect(['\u0007', '\u001b'].filter((each) => drawn.includes(each))).toEqual([]);
  });
});
