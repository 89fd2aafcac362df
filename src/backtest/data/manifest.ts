import { z } from 'zod';
import type { SummaryData } from '../metrics/summary.ts';
import { LAYOUTS } from './heading.ts';

const Time = z.string().describe('ISO 8601 in UTC.');

/** What a file of market data is and how it was read. */
export const DataManifest = z
  .strictObject({
    symbol: z.string(),
    file: z.string().describe('File name without its folder.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Of the bytes of the file.'),
    bytes: z.int(),
    format: z.enum(['csv', 'parquet']),
    layout: z.enum(LAYOUTS),
    bars: z.int().positive(),
    bar: z
      .string()
      .describe('Length of a bar in words of the configuration, stated there or the most frequent distance.'),
    bar_ms: z.number().nullable().describe('Length of a bar; null where it varies, as months do.'),
    timestamps: z.enum(['open', 'close']).describe('Whether a time in the file is where its bar opens or closes.'),
    timezone: z.string().describe('Zone of times without one, and whose days and months the bars follow.'),
    timezone_from: z
      .enum(['config', 'file', 'date'])
      .describe('Who stated the zone; date: the file has dates without a time, which are days in UTC.'),
    first_open: Time,
    last_close: Time,
    gaps: z
      .array(z.strictObject({ after: Time.describe('Close of the bar before the gap.'), missing: z.int() }))
      .describe('The first twenty.'),
    gaps_count: z.int(),
    missing_bars: z.int().describe('Whole bars that would fit into the gaps.'),
  })
  .describe('What a file of market data is and how it was read.');
export type DataManifest = z.infer<typeof DataManifest>;

/** What the summary of a run says about a file. */
export function summaryDataOf(manifest: DataManifest): SummaryData {
  const { symbol, sha256, bars, bar_ms, first_open, last_close, gaps_count, missing_bars } = manifest;
  return { symbol, sha256, bars, bar_ms, first_open, last_close, gaps: gaps_count, missing_bars };
}
