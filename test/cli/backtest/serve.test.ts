import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { packBars } from '../../../src/adapters/sandbox/strategy-host/packing.ts';
import { serveCommand } from '../../../src/cli/backtest/serve.ts';

type Request = { readonly body: unknown; readonly floats?: Float64Array };

/** A message of the adapter in Python. */
function messageOf(number: number, { body, floats }: Request): Buffer {
  const count = floats === undefined ? {} : { floats: floats.length };
  const line = Buffer.from(`${JSON.stringify({ v: 1, n: number, kind: 'broker', id: number, body, ...count })}\n`);
  return floats === undefined ? line : Buffer.concat([line, Buffer.from(floats.buffer)]);
}

/** What was written, the numbers behind the lines left out. */
async function serve(
  input: Readable,
): Promise<{ readonly exitCode: number; readonly lines: readonly Record<string, unknown>[] }> {
  const written: Buffer[] = [];
  const exitCode = await serveCommand({ input }, (bytes) => void written.push(Buffer.from(bytes)));
  const lines = written.map((each) => each.toString('utf8')).filter((text) => text.startsWith('{'));
  return { exitCode, lines: lines.map((line) => JSON.parse(line)) };
}

const HOUR = 3_600_000;
const column = (value: number) => new Float64Array(40).fill(value);
const bars = {
  ...{ symbol: 'X', length: 40, closes: HOUR, time: Float64Array.from({ length: 40 }, (_, index) => index * HOUR) },
  ...{ open: column(10), high: column(11), low: column(9), close: column(10), volume: column(1) },
};

describe('conclave backtest serve', () => {
  it('answers the adapter until its input ends, in whatever pieces that comes', async () => {
    const requests = [
      { body: { kind: 'open', symbols: ['X'] } },
      { body: { kind: 'account', session: 0 } },
      { body: { kind: 'steal', session: 0 } },
      { body: { kind: 'replay', session: 0, symbol: 'X', closes: HOUR }, floats: packBars(bars) },
      { body: { kind: 'asked', session: 0, until: 16, decisions: [] } },
      { body: { kind: 'asked', session: 0, until: 40, decisions: [] } },
    ];
    const bytes = Buffer.concat(requests.map((request, number) => messageOf(number, request)));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 100) }, (_, at) =>
      bytes.subarray(at * 100, at * 100 + 100),
    );

    const { exitCode, lines } = await serve(Readable.from(pieces));

    expect(exitCode).toBe(0);
    expect(lines.map(({ v, n, kind, id }) => [v, n, kind, id])).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => [1, n, 'broker-answer', n]),
    );
    expect(lines.map(({ body }) => body)).toMatchObject([
      { session: 0 },
      { account: { balance: 10_000 } },
      { error: { what: 'the request cannot be read' } },
      { kind: 'ask', from: 0, until: 16 },
      { kind: 'ask', from: 16, until: 40 },
      { kind: 'done', report: { total_trades: 0 } },
    ]);
  });

  it('ends with what is no request', async () => {
    const input = new PassThrough();
    input.end('hello\n');

    await expect(serve(input)).rejects.toThrow('this is no request to a broker: "hello"');
  });
});
