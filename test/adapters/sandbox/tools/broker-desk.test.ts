import { describe, expect, it } from 'vitest';
import { packBars } from '../../../../src/adapters/sandbox/strategy-host/packing.ts';
import { ask, BUY, bar, HOUR, marketOf, openDesk } from './broker-stage.ts';

describe('a broker for tests behind a wall', () => {
  it('is driven bar by bar, and tells figures and artefacts at the end', async () => {
    const desk = await openDesk();

    const placed = await ask(desk, { kind: 'place', session: 0, request: BUY });
    await ask(desk, { kind: 'step', session: 0, bar: bar(0) });
    const stepped = await ask(desk, { kind: 'step', session: 0, bar: bar(1) });
    const open = await ask(desk, { kind: 'positions', session: 0 });
    const closed = await ask(desk, { kind: 'close', session: 0, position_id: 'pos_1', price: null });
    const { report } = await ask(desk, { kind: 'report', session: 0 });
    const saved = await ask(desk, { kind: 'save', session: 0, from: 0 });

    expect(placed).toMatchObject({ success: true, position_id: '', fill_price: null });
    expect(stepped).toMatchObject({ events: [{ type: 'position_opened', price: 100.05 }] });
    expect(open).toMatchObject({ positions: [{ symbol: 'X', action: 'BUY', volume: 1 }] });
    expect(closed).toMatchObject({ success: false });
    expect(report).toMatchObject({
      total_trades: 1,
      win_rate: 1,
      initial_cash: 5_000,
      summary: { total: { trades: 1 } },
    });
    expect(saved).toMatchObject({ next: 1 });
  });

  it('hands artefacts on in pages that fit into a line, and in whole letters', async () => {
    const desk = await openDesk();
    const comment = '😀'.repeat(40);
    for (let index = 0; index < 3_000; index += 1) {
      await ask(desk, { kind: 'place', session: 0, request: { ...BUY, comment } });
      await ask(desk, { kind: 'step', session: 0, bar: bar(index) });
    }

    const texts: Record<string, string> = {};
    const sizes: number[] = [];
    for (let page: number | null = 0; page !== null; ) {
      const body = await ask(desk, { kind: 'save', session: 0, from: page });
      const { texts: parts, next } = body as unknown as {
        readonly texts: Readonly<Record<string, string>>;
        readonly next: number | null;
      };
      for (const [name, part] of Object.entries(parts)) texts[name] = (texts[name] ?? '') + part;
      sizes.push(Buffer.byteLength(JSON.stringify(body)));
      expect(Object.values(parts).every((part) => part.isWellFormed())).toBe(true);
      page = next;
    }

    expect(Object.keys(texts)).toEqual(['trades.csv', 'equity_curve.csv', 'events.log', 'summary.json']);
    expect(texts['equity_curve.csv']?.trim().split('\n')).toHaveLength(3_001);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(sizes.length).toBeGreaterThan(4);
  });

  it.each([
    ['no object', 'open'],
    ['an unknown kind', { kind: 'steal' }],
    ['a session that was not opened', { kind: 'report', session: 7 }],
    ['a symbol that is none', { kind: 'open', symbols: ['../../etc'] }],
    ['a symbol twice', { kind: 'open', symbols: ['X', 'X'] }],
    ['a configuration that is none', { kind: 'open', symbols: ['X'], config: { fee_takr: 1 } }],
    ['a bar that no market can have had', { kind: 'step', session: 0, bar: { ...bar(0), high: 1 } }],
    ['a bar in another age', { kind: 'step', session: 0, bar: { ...bar(0), time: 1e300, close_time: 1e301 } }],
    ['a bar without numbers', { kind: 'step', session: 0, bar: { ...bar(0), open: '100' } }],
    ['an answer that nobody asked for', { kind: 'asked', session: 0, until: 1, decisions: [] }],
    ['a market of another symbol', { kind: 'replay', session: 0, symbol: 'Y' }],
    ['a market without bars', { kind: 'replay', session: 0, symbol: 'X' }],
    ['a page that is not there', { kind: 'save', session: 0, from: 9_999 }],
  ])('answers with what was wrong when it is given %s', async (_what, body) => {
    const desk = await openDesk();

    const answer = await ask(desk, body);

    expect(answer.error?.what).toMatch(/\w/);
    expect(await ask(desk, { kind: 'positions', session: 0 })).toEqual({ positions: [] });
  });

  it('takes an order with what JSON cannot hold for the order that it is', async () => {
    const desk = await openDesk();

    const answer = await ask(desk, { kind: 'place', session: 0, request: { ...BUY, volume: { number: 'NaN' } } });

    expect(answer).toMatchObject({ success: false, field: 'volume' });
  });

  it('keeps no more sessions, bars and records than it may', async () => {
    const desk = await openDesk({ sessions: 2, records: 6 });
    await ask(desk, { kind: 'open', symbols: ['X'] });

    const third = await ask(desk, { kind: 'open', symbols: ['X'] });
    const steps = [];
    for (let index = 0; index < 5; index += 1)
      steps.push(await ask(desk, { kind: 'step', session: 0, bar: bar(index) }));
    const market = await ask(desk, { kind: 'replay', session: 1, symbol: 'X', closes: HOUR }, packBars(marketOf(100)));

    expect(third.error?.what).toBe('there are 2 brokers open');
    expect(steps.map(({ error }) => error?.what ?? 'ok')).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'the brokers of these tests have kept all that they may',
    ]);
    expect(market.error?.what).toContain('have kept all');
  });

  it.each([
    ['orders', { kind: 'place', session: 0, request: BUY }],
    ['cancellations', { kind: 'cancel', session: 0, order_id: 'ord_9' }],
    ['closes', { kind: 'close', session: 0, position_id: 'pos_9', price: null }],
  ])('keeps no more %s than it may, also where no bar ever follows', async (_what, body) => {
    const desk = await openDesk({ records: 3 });
    for (let order = 0; order < 3; order += 1) await ask(desk, { kind: 'place', session: 0, request: BUY });

    const beyond = await ask(desk, body);

    expect(beyond.error?.what).toContain('have kept all');
  });

  it('tells of a field that there is not by a name of bounded length', async () => {
    const desk = await openDesk();

    const answer = await ask(desk, { kind: 'place', session: 0, request: { ...BUY, ['x'.repeat(5_000)]: 1 } });

    expect(answer).toMatchObject({ error: 'UNKNOWN_FIELD', field: `${'x'.repeat(64)}…` });
  });
});
