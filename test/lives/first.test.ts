import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { faultsOf, paidTwice } from './faults.ts';
import { flaw } from './flaw.ts';
import { beginLife } from './life.ts';
import { type LifeStage, openLifeStage } from './stage.ts';

let postgres: TestPostgres;
let stage: LifeStage;
beforeAll(async () => {
  postgres = await startTestPostgres();
  stage = await openLifeStage(postgres.database);
}, 60_000);
afterAll(async () => {
  await stage.stop();
  await postgres.stop();
  expect(stage.github.violations).toEqual([]);
});

describe('a life', () => {
  it('goes', async () => {
    const leak = flaw('leak', 1);
    const text = `def edge(frame):\n    """x"""\n    ${leak.line}\n    return edge_1\n`;
    const life = beginLife(stage, { files: {}, changes: { 'src/signals/edge.py': text }, flaws: [leak] });
    let t = performance.now();
    const one = await life.review();
    console.log(one.status, performance.now() - t, one.sent, await one.full(), one.round.opened);
    life.push({ 'src/signals/edge.py': text.replace(leak.line, 'edge_1 = close_1 / before_1 - 1.0') });
    t = performance.now();
    const two = await life.review();
    console.log(two.status, performance.now() - t, two.sent, await two.full(), two.round);
    console.log(two.comment);
    expect(faultsOf(life.rounds)).toEqual([]);
    expect(paidTwice(life.rounds)).toEqual([]);
  });
});
