import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { openStrategyHost } from '../../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { COLUMN, host, OPENED, orderOf, otherwise, series, silent, sound, whole } from './fake-python.ts';
import { CHOICE, fakeEngine, type HeardOrder, type Obey } from './fake-walled.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-walled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strategy = join(folder, 'mine.py');
const SOURCE = 'class Strategy:\n    pass  # für Geld\n';
writeFileSync(strategy, SOURCE);
const order = orderOf(strategy);

describe('a strategy in Python behind a wall', () => {
  it('is sent with our programs, told its bars, and asked ahead with what it holds', async () => {
    const orders: { readonly words: HeardOrder; readonly floats: Float64Array }[] = [];
    const {
      host: walled,
      started,
      sent,
    } = host((words, floats, stage) => {
      orders.push({ words, floats });
      return sound(words, floats, stage);
    });

    const ran = await walled.runWhole(order, whole);

    expect(started[0]?.command.slice(0, 5)).toEqual(['python3', '-s', '-P', '-B', '-c']);
    expect(started[0]).toMatchObject({ image: CHOICE.image, settings: CHOICE.settings, surroundings: 'usual' });
    expect(sent.get('work/strategy.py')).toBe(SOURCE);
    expect([...sent.keys()]).toContain('strategy_wall/host.py');
    expect(orders[0]?.words).toMatchObject({ strategy: 'work/strategy.py', params: { fast: 5 }, seed: 7 });
    expect(orders[1]?.floats.subarray(40, 80)).toEqual(series[0]?.open);
    expect(ran).toEqual([
      {
        ...{ warmup: 2, looksAtPositions: true, columns: new Map([['thirds', Float64Array.from(COLUMN)]]) },
        asked: [
          { bar: 10, text: '{"requests":[{"action":"BUY","type":"MARKET","volume":1}],"exits":[]}' },
          { bar: 14, text: '{"requests":[],"exits":[{"position_id":"p1","reason":"enough"}]}' },
        ],
      },
    ]);
    const held = orders.filter(({ words, floats }) => words.kind === 'ask' && floats.length > 0);
    expect(held[0]?.words).toMatchObject({
      from: 11,
      positions: [{ symbol: 0, from: 11, until: 27, position: { position_id: 'p1', entry_bar: 11, sl: null } }],
    });
    expect(held[0]?.floats).toHaveLength(16);
  });

  const asked = (decision: object): Obey =>
    otherwise('ask', (heard) =>
      heard.from === 0
        ? { kind: 'asked', until: 11, decisions: [{ symbol: 0, bar: 10, ...decision }] }
        : { kind: 'asked', until: 99 },
    );
  const refused = { kind: 'refused', what: 'no class `Strategy`', expected: 'one', advice: 'write one', line: 3 };

  it.each([
    [
      'asks for what there is not',
      asked({ requests: [{ leverage: 9 }] }),
      'find_entries returned at place 0 an order with the unknown field `leverage`, at bar 10 of X',
    ],
    [
      'decides about bars of another symbol',
      asked({ symbol: 4, requests: [{ action: 'BUY' }] }),
      'decided about bar 10 of symbol 4 at another close',
    ],
    [
      'raises at a bar',
      otherwise('ask', () => ({
        kind: 'threw',
        symbol: 0,
        bar: 9,
        message: 'the strategy raised ValueError at bar 9 of X, line 12 in find_entries: no luck',
      })),
      /^the strategy raised ValueError at bar 9 of X, line 12 in find_entries: no luck$/,
    ],
    ['says that it cannot be used', otherwise('open', () => refused), 'no class `Strategy`'],
    [
      'has a warm-up that leaves no bar',
      otherwise('open', () => ({ ...OPENED, traits: [{ warmup: 40, looksAtPositions: false }] })),
      'X has 40 bars, and the strategy needs 40',
    ],
    ['says too little of itself', otherwise('open', () => ({ ...OPENED, traits: [] })), 'what is no answer'],
    [
      'has columns without end',
      otherwise('prepare', () => ({
        kind: 'prepared',
        symbols: [{ columns: COLUMN.concat(...Array.from({ length: 7 }, () => COLUMN)).map(String) }],
      })),
      'what is no answer',
    ],
    [
      'has columns that are too short',
      otherwise('prepare', () => ({ kind: 'prepared', symbols: [{ columns: ['a'] }], floats: [1] })),
      'what is no answer',
    ],
    [
      'sends numbers that nobody asked for',
      otherwise('ask', () => ({ kind: 'asked', until: 16, decisions: [], floats: [1] })),
      '1 numbers that nobody asked for',
    ],
    [
      'answers another question',
      otherwise('ask', () => ({ kind: 'noted' })),
      /answered what is no answer \("\{.*noted.*", while it was asked about closes 0 to 15|answered what is no answer/,
    ],
    [
      'prints between the answers',
      silent(({ write }) => {
        write('debug: 1\n');
      }),
      'answered what is no answer ("debug: 1"), while it was asked about closes 0 to 15',
    ],
    [
      'answers twice',
      silent(({ write }) => {
        write('{"v":1,"n":4,"kind":"noted"}\n'.repeat(2));
      }),
      'what is no answer',
    ],
    ['keeps silent', otherwise('ask', () => null), 'gave no answer in 0.3 s, while it was asked about closes 0 to 15'],
    [
      'ends itself',
      silent(({ end }) => {
        end({ kind: 'exited', code: 3 });
      }),
      'ended with exit code 3, while it was asked',
    ],
    [
      'takes all memory',
      silent(({ end, complain }) => {
        complain('Traceback\n  x\nMemoryError\n');
        end({ kind: 'memory' });
      }),
      'used up its memory (MemoryError), while',
    ],
    [
      'takes all its time',
      silent(({ end }) => {
        end({ kind: 'time', seconds: 300 });
      }),
      'used up the 300 s that its wall gives it, while',
    ],
    [
      'is struck down',
      silent(({ end }) => {
        end({ kind: 'signalled', signal: 'SIGSEGV' });
      }),
      'ended with SIGSEGV, while',
    ],
  ] as const)('is an error of its own when it %s', async (_what, obey, words) => {
    const { host: walled, killed } = host(obey, 300);

    const ran = walled.runWhole(order, whole);

    await expect(ran).rejects.toThrow(words);
    await expect(ran).rejects.toMatchObject({
      code: 'bad-input',
      facts: { where: expect.stringContaining('mine.py') },
    });
    expect(killed()).toBeGreaterThan(0);
  });

  it('is an error of the wall when it ends before any line of the strategy has run', async () => {
    const fake = fakeEngine(sound);
    const engine = {
      ...fake.engine,
      start: async (asked: Parameters<typeof fake.engine.start>[0]) => {
        const process = await fake.engine.start(asked);
        return { ...process, input: new PassThrough(), end: Promise.resolve({ kind: 'exited', code: 1 } as const) };
      },
    };

    const ran = openStrategyHost({ wall: CHOICE, engine }).runWhole(order, whole);

    await expect(ran).rejects.toMatchObject({ code: 'outside-failed', facts: { where: strategy } });
  });

  it('names the line of its file where that is known', async () => {
    const ran = host(otherwise('open', () => refused)).host.runWhole(order, whole);

    await expect(ran).rejects.toMatchObject({
      message: 'no class `Strategy`',
      facts: { where: `${strategy}:3`, expected: 'one', advice: 'write one' },
    });
  });

  it('is heard when it prints, up to a bound', async () => {
    const { host: walled, heard } = host(
      otherwise('prepare', (words, { complain }) => {
        for (let index = 0; index < 40; index += 1) complain('x'.repeat(65_536));
        return sound(words, new Float64Array(0), { write: () => {}, complain: () => {}, end: () => {} });
      }),
    );

    await walled.runWhole(order, whole);

    const all = heard.join('');
    expect(all).toHaveLength(1_048_576 + '\n(the strategy prints more; it is left out)\n'.length);
    expect(all.endsWith('(the strategy prints more; it is left out)\n')).toBe(true);
  });

  it.each([
    ['is longer than 1 MiB', 'long.py', Buffer.alloc(1_048_577, '#'), 'the file is longer than 1 MiB'],
    ['is not UTF-8', 'latin.py', Buffer.from([0x23, 0xe9, 0x0a]), 'the file is not UTF-8'],
  ] as const)('is not sent when its file %s', async (_what, name, bytes, words) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const { host: walled, started } = host(sound);

    const ran = walled.runWhole({ ...order, strategy: path }, whole);

    await expect(ran).rejects.toMatchObject({ code: 'bad-input', message: words, facts: { where: path } });
    expect(started).toHaveLength(0);
  });

  it('is ended where somebody interrupts while it is started', async () => {
    const { engine, killed } = fakeEngine(sound);
    const abort = new AbortController();
    const start: typeof engine.start = async (each) => {
      const started = await engine.start(each);
      abort.abort(new Error('stop'));
      return started;
    };

    const ran = openStrategyHost({ wall: CHOICE, engine: { ...engine, start } }).runWhole(order, whole, abort.signal);

    await expect(ran).rejects.toThrow('stop');
    expect(killed()).toBeGreaterThan(0);
  });

  it('is not run without a wall', async () => {
    const ran = openStrategyHost().runWhole(order, whole);

    await expect(ran).rejects.toThrow('a strategy in Python runs behind a wall only');
  });
});
