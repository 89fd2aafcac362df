import { describe, expect, it } from 'vitest';
import { block, moduleText } from './code.ts';
import { flaw } from './flaw.ts';
import { expectSound, movesOf, shareLives } from './shared-lives.ts';

const lives = shareLives();

const FILES = 400;
const CONFIG = 'version: 1\ncommittee:\n  budget_usd: 50\n  budget_usd_per_day: 1000\n  strangers: review\n';

const pathOf = (index: number) => `src/area_${index % 20}/part_${index}.py`;
const textOf = (index: number, planted: string | null, edits = 0) => {
  const numbers = [1, 2, 3].map((at) => index * 10 + at);
  return moduleText(pathOf(index), [
    block(numbers[0] ?? 0, planted),
    ...numbers.slice(1).map((number) => ({ ...block(number), edits })),
  ]);
};

describe('a life of 400 files', () => {
  it('reads every file once, and of a small push only what it changed', async () => {
    const flaws = [flaw('leak', 1), flaw('cap', 1001), flaw('fetch', 3991)];
    const plantedIn = (index: number) => flaws.find(({ line }) => line.includes(`_${index * 10 + 1} `))?.line ?? null;
    const all = Array.from({ length: FILES }, (_, index) => [pathOf(index), textOf(index, plantedIn(index))] as const);
    const life = lives.begin({ files: {}, changes: Object.fromEntries(all), flaws, config: CONFIG });
    const first = await life.review();

    life.push({ [pathOf(0)]: textOf(0, null), [pathOf(7)]: textOf(7, null, 1) });
    const second = await life.review({ looksBack: true });

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [3, 0, 0],
      [0, 0, 1],
    ]);
    expect(first.session.coverage.files).toHaveLength(FILES);
    expect(first.session.expert_opinions.every(({ readings, slot }) => slot === 'second' || readings > 1)).toBe(true);
    expect(second.session.coverage.files.filter(({ read_at }) => read_at === undefined)).toHaveLength(2);
    expect(second.round.delta?.files).toBe(2);
    expect(second.sent).toBeLessThan(first.sent / 10);
  });
});
