import { z } from 'zod';

const Bound = (most: number, least: number) => z.int().min(least).max(most).default(most);

/** What a strategy may use up behind its wall. Every bound can be made tighter and none wider. */
export const WallBounds = z.strictObject({
  memory_mb: Bound(1024, 256).describe('Mebibytes of memory, swap included.'),
  cpus: z.number().min(0.05).max(0.5).default(0.5).describe('Share of one processor.'),
  processes: Bound(64, 16).describe('Processes and threads.'),
  open_files: Bound(128, 32).describe('Open descriptors of one process.'),
  file_mb: Bound(64, 1).describe('Mebibytes of one file.'),
  tmp_mb: Bound(64, 8).describe('Mebibytes of everything that it writes, in memory.'),
  seconds: Bound(300, 1).describe('Seconds on the clock of the wall, for each process with the strategy.'),
});
export type WallBounds = z.infer<typeof WallBounds>;

/** The bounds as a wall is put up with them; without a share of the processor only where speed is measured. */
export const WallSettings = z.strictObject({
  memory_mb: z.int().min(1),
  cpus: z.number().positive().nullable(),
  processes: z.int().min(1),
  open_files: z.int().min(1),
  file_mb: z.int().min(1),
  tmp_mb: z.int().min(1),
  seconds: z.int().min(1),
});
export type WallSettings = z.infer<typeof WallSettings>;
