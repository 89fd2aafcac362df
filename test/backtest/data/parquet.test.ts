import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readContent, refusalOf } from './memory-source.ts';

type Write = Parameters<typeof parquetWriteBuffer>[0];

const prices: Write['columnData'] = [
  { name: 'open', data: [10, 10], type: 'DOUBLE' },
  { name: 'high', data: [12, 12], type: 'DOUBLE' },
  { name: 'low', data: [9, 9], type: 'DOUBLE' },
  { name: 'close', data: [11, 11], type: 'DOUBLE' },
  { name: 'volume', data: [5n, 6n], type: 'INT64' },
];
const times = [new Date(Date.UTC(2024, 2, 1)), new Date(Date.UTC(2024, 2, 1, 1))];
const time: Write['columnData'][number] = { name: 'timestamp', data: times, type: 'TIMESTAMP' };

function write(columnData: Write['columnData'], options: Omit<Write, 'columnData'> = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

function withTime(element: Record<string, unknown>, data: readonly unknown[]): Uint8Array {
  const fields = prices.map(({ name, type }) => ({ name, type, repetition_type: 'REQUIRED' }));
  const schema = [
    { name: 'root', num_children: 6 },
    { name: 'time', repetition_type: 'REQUIRED', ...element },
    ...fields,
  ];
  const columnData = [
    { name: 'time', data: [...data] },
    ...prices.map(({ name, data: values }) => ({ name, data: values })),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, schema } as Write));
}

describe('Parquet', () => {
  it('reads bars with the hash of the whole file', async () => {
    const { bars, manifest } = await readContent(write([time, ...prices]), {}, 'bars.parquet');

    expect([bars.length, bars.closes, [...bars.volume]]).toEqual([2, 3_600_000, [5, 6]]);
    expect(manifest).toMatchObject({ format: 'parquet', layout: 'ccxt', timezone: 'UTC', timezone_from: 'file' });
  });

  it('reads compressed pages', async () => {
    const compressors = { GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)) };

    const { bars } = await readContent(write([time, ...prices], { codec: 'GZIP', compressors }));

    expect([...bars.time]).toEqual(times.map((each) => each.getTime()));
  });

  it('never guesses the zone of times that are not adjusted to UTC', async () => {
    const local = { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } };
    const content = withTime(
      local,
      times.map((each) => BigInt(each.getTime()) * 1000n),
    );

    const { manifest } = await readContent(content, { timezone: 'America/New_York' });

    expect(manifest.first_open).toBe('2024-03-01T05:00:00Z');
    expect(await refusalOf(content)).toContain('row 1: the time 2024-03-01T00:00:00 states no time zone');
  });

  it('reads days and refuses counts that are finer than a millisecond', async () => {
    const days = await readContent(withTime({ type: 'INT32', converted_type: 'DATE' }, [19_000, 19_001]));
    const nanos = { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' } };

    const refusal = await refusalOf(withTime(nanos, [1_709_251_200_000_000_000n, 1_709_251_200_000_000_001n]));

    expect(days.manifest).toMatchObject({ bar: '1d', first_open: '2022-01-08T00:00:00Z', timezone_from: 'date' });
    expect(refusal).toContain('row 2: the time 1709251200000000001 is finer than a millisecond');
  });

  it('reads times that are texts', async () => {
    const content = write([{ name: 'Date', data: ['2024-03-01', '2024-03-02'], type: 'STRING' }, ...prices]);

    expect((await readContent(content)).manifest.bar).toBe('1d');
  });

  it('refuses rows by their number', async () => {
    const [open, high, low, close, volume] = prices;
    if (!open || !high || !low || !close || !volume) throw new Error('five columns');
    const columns = [time, open, high, low, { ...close, data: [11, null] }, { ...volume, data: [-5n, 6n] }];

    const refusal = await refusalOf(write(columns), {}, 'bars.parquet');

    expect(refusal).toContain('bars.parquet, row 1: volume is -5; it is at least 0');
    expect(refusal).toContain('bars.parquet, row 2: close is empty');
  });

  it('refuses columns that are missing or hold something else', async () => {
    const texts = prices.map((each) =>
      each.name === 'high' ? { name: 'high', data: ['a', 'b'], type: 'STRING' as const } : each,
    );

    expect(await refusalOf(write(prices))).toContain('the column for time is missing');
    expect(await refusalOf(write([time, ...texts]))).toContain('the column "high" holds BYTE_ARRAY values, no numbers');
  });

  it('refuses a file that is cut off', async () => {
    const content = write([time, ...prices]).slice(0, -20);

    expect(await refusalOf(content, {}, 'bars.parquet')).toContain('bars.parquet: the Parquet file cannot be read: ');
  });

  it('says of a file that only begins like one what was expected and what to do', async () => {
    const refusal = await refusalOf('PAR1 is all that it has in common with the format', {}, 'bars.parquet');

    expect(refusal).toContain('bars.parquet: the Parquet file cannot be read: ');
    expect(refusal).toContain(
      '\n  expected a whole Parquet file, which begins and ends with PAR1\n  It may be cut off',
    );
  });
});
