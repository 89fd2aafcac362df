import { describe, expect, it } from 'vitest';
import type { EmbedReservation, LibraryMoney } from '../../src/ports/library.ts';

/** A ledger made for one test, with the clock that it looks at. */
export interface MoneySubject {
  /** Opens the ledger of a payer; each call stands for another program. */
  readonly open: (payer: number) => LibraryMoney;
  /** Moves the clock on. */
  readonly pass: (milliseconds: number) => void;
}

const MODEL = 'mistral:mistral-embed';
const DAY_MS = 86_400_000;

/** Proves of any ledger what the docstrings of the port promise. */
export function libraryMoneyContract(name: string, setUp: () => Promise<MoneySubject>): void {
  const wish = (worst: number) => ({ model: MODEL, worst, cap: 100 });

  describe(`${name}, as the money of embedding`, () => {
    it('reserves until the day would cost more than its cap', async () => {
      const money = (await setUp()).open(1);

      expect(await money.reserve(wish(60))).toMatchObject({ kind: 'reserved' });
      expect(await money.reserve(wish(41))).toEqual({ kind: 'refused', left: 40 });
      expect(await money.reserve(wish(40))).toMatchObject({ kind: 'reserved' });
      expect(await money.reserve(wish(1))).toEqual({ kind: 'refused', left: 0 });
    });

    it('counts what a call did cost in place of what it could cost', async () => {
      const money = (await setUp()).open(1);
      const id = demandId(await money.reserve(wish(90)));

      await money.settle(id, { kind: 'paid', microUsd: 10, inputTokens: 100, outputTokens: 0 });

      expect(await money.reserve(wish(91))).toEqual({ kind: 'refused', left: 90 });
    });

    it('gives back what was certainly not charged, and keeps what may have been', async () => {
      const money = (await setUp()).open(1);
      await money.settle(demandId(await money.reserve(wish(50))), { kind: 'released' });
      await money.settle(demandId(await money.reserve(wish(50))), { kind: 'possibly-spent' });

      expect(await money.reserve(wish(51))).toEqual({ kind: 'refused', left: 50 });
    });

    it('counts what another program reserved and never settled', async () => {
      const { open } = await setUp();
      await open(1).reserve(wish(70));

      expect(await open(1).reserve(wish(31))).toEqual({ kind: 'refused', left: 30 });
    });

    it('never lets calls that overlap pass the cap together', async () => {
      const { open } = await setUp();

      const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => open(1).reserve(wish(60))));

      expect(outcomes.filter(({ kind }) => kind === 'reserved').length).toBeLessThanOrEqual(1);
    });

    it('counts each payer alone, and each day', async () => {
      const { open, pass } = await setUp();
      await open(1).reserve(wish(100));

      expect(await open(2).reserve(wish(100))).toMatchObject({ kind: 'reserved' });
      pass(DAY_MS);
      expect(await open(1).reserve(wish(100))).toMatchObject({ kind: 'reserved' });
    });

    it('settles on the day on which it reserved', async () => {
      const { open, pass } = await setUp();
      const money = open(1);
      const id = demandId(await money.reserve(wish(100)));

      pass(DAY_MS);
      await money.settle(id, { kind: 'possibly-spent' });

      expect(await money.reserve(wish(100))).toMatchObject({ kind: 'reserved' });
    });

    it('refuses to settle twice', async () => {
      const money = (await setUp()).open(1);
      const id = demandId(await money.reserve(wish(10)));
      await money.settle(id, { kind: 'released' });

      await expect(money.settle(id, { kind: 'released' })).rejects.toMatchObject({ code: 'broken' });
    });
  });
}

function demandId(reservation: EmbedReservation): string {
  if (reservation.kind === 'reserved') return reservation.id;
  throw new Error('nothing was reserved');
}
