import { z } from 'zod';

/** Who reads the file. */
export type ParseTask = 'ours' | 'papaparse';

/** What one process measured of itself. */
export const ParseMeasurement = z.strictObject({
  bars: z.int(),
  /** Megabytes in a second of processor time, of all its threads together. */
  speed: z.number(),
  /** Peak of resident memory in megabytes. */
  memory: z.number(),
});
export type ParseMeasurement = z.infer<typeof ParseMeasurement>;
