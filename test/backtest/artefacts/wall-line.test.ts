import { describe, expect, it } from 'vitest';
import { wallLines, wallSentence, weakerNotice } from '../../../src/backtest/artefacts/figures/wall-line.ts';
import { WALL, WEAKER_WALL } from './sample-summary.ts';

describe('the notice of a weaker wall', () => {
  it('is silent about a wall that holds, and about none', () => {
    expect([weakerNotice(WALL), weakerNotice(null)]).toEqual([null, null]);
  });

  it('names every guarantee that was allowed to be missing', () => {
    const wall = { ...WEAKER_WALL, weaker: ['memory' as const, 'clock' as const] };

    expect(weakerNotice(wall)).toBe(
      'Weaker wall: memory was not limited, time was not limited, allowed by --allow-weaker memory --allow-weaker clock.',
    );
  });

  it('names one that is missing although nobody allowed it', () => {
    const wall = { ...WALL, guarantees: WALL.guarantees.filter(({ name }) => name !== 'network') };

    expect(weakerNotice(wall)).toBe('Weaker wall: the network was not cut off, and not all of it was allowed.');
  });
});

describe('the words of a wall', () => {
  it('name each guarantee with its sign in one sentence', () => {
    expect(wallSentence(WALL)).toBe(
      'bubblewrap: no network ✓, no secrets ✓, no files of the machine ✓, a user without rights ✓, 1 GiB ✓, 64 processes ✓, 300 s ✓, half a CPU ✗ not available here',
    );
  });

  it('do not take one for given that was not tried or not told', () => {
    const untried = { name: 'memory' as const, holds: null, detail: 'there is no program to try it' };
    const wall = { ...WALL, guarantees: [untried] };

    const lines = wallLines(wall);

    expect(wallSentence(wall)).toContain('no network – not tried, ');
    expect(lines.find(({ label }) => label.includes('GiB'))?.text).toBe('there is no program to try it');
    expect(lines.map(({ answer }) => answer)).not.toContain('pass');
  });

  it('say where none stood', () => {
    expect(wallSentence(null)).toBe('none stood around the strategy');
  });
});
