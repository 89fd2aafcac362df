import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecordedOrder, type RecordedStep } from '../../../src/adapters/durable/recorded-order.ts';

/** An engine as durable engines are: it numbers steps as they begin, and refuses another name under a number it knows. */
function openNumberingEngine(recorded: readonly RecordedStep[], tick: () => Promise<void>) {
  const names = new Map(recorded.map(({ position, name }) => [position, name]));
  const begun: RecordedStep[] = [];
  const ended: RecordedStep[] = [];
  return {
    begun,
    ended,
    run: async (name: string): Promise<void> => {
      const step = { position: begun.length, name };
      const known = names.get(step.position);
      if (known !== undefined && known !== name) throw new Error(`"${known}" was expected, "${name}" came`);
      begun.push(step);
      if (known === undefined) await tick();
      ended.push(step);
    },
  };
}

/** A story like a session: every lane does its steps one after the other, then all meet, then one more step follows. */
async function tellLanes(lanes: readonly number[], step: (name: string) => Promise<void>): Promise<void> {
  await step('open');
  await Promise.all(
    lanes.map(async (steps, lane) => {
      for (let index = 0; index < steps; index += 1) await step(`lane ${lane} step ${index}`);
    }),
  );
  await step('close');
}

/** Ticks that end in an order drawn from a list of numbers. */
function openTicks(delays: readonly number[]) {
  let drawn = 0;
  return async () => {
    const turns = delays[drawn++ % delays.length] ?? 0;
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
}

const delays = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 20 });

describe('the recorded order', () => {
  it('replays a cut-off story under the numbers it had, whatever the new run takes how long', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
        delays,
        delays,
        fc.nat(),
        async (lanes, first, second, cutAt) => {
          const whole = openNumberingEngine([], openTicks(first));
          await tellLanes(lanes, (name) => whole.run(name));
          const recorded = whole.ended.slice(0, cutAt % (whole.ended.length + 1));

          const again = openNumberingEngine(recorded, openTicks(second));
          const order = openRecordedOrder(recorded);
          await tellLanes(lanes, (name) => order.begin(name, () => again.run(name)));

          expect(again.ended).toHaveLength(whole.ended.length);
          expect(again.begun.filter(({ position }) => recorded.some((one) => one.position === position))).toEqual(
            recorded.toSorted((left, right) => left.position - right.position),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('begins a step at once when nothing is on record', () => {
    const order = openRecordedOrder([]);
    const begun: string[] = [];

    void order.begin('a', async () => void begun.push('a'));
    void order.begin('b', async () => void begun.push('b'));

    expect(begun).toEqual(['a', 'b']);
  });

  it('hands on what a step throws, and goes on', async () => {
    const order = openRecordedOrder([]);

    const failed = order.begin('a', () => Promise.reject(new Error('boom')));

    await expect(failed).rejects.toThrow('boom');
    await expect(order.begin('b', async () => 2)).resolves.toBe(2);
  });

  it('gives up in words when a recorded step never comes', async () => {
    const order = openRecordedOrder([{ position: 0, name: 'a step of an older program' }], 5);

    const waiting = order.begin('read the change', async () => 1);

    await expect(waiting).rejects.toThrow('"a step of an older program" never came');
  });
});
