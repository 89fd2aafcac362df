import { z } from 'zod';
import type { TrackedRun } from '../../ports/run-source.ts';

/** A metric as MLflow gives it: a number, or `NaN` as text. */
const Metric = z.object({ key: z.string(), value: z.union([z.number(), z.string()]) });
const Pair = z.object({ key: z.string(), value: z.string().default('') });

/** Milliseconds since the epoch; the protocol writes long numbers as text at times. */
const Moment = z.coerce.number().int().nonnegative();

/** A run on the wire, where empty fields are left out. */
export const WireRun = z
  .object({
    info: z.object({
      run_id: z.string(),
      status: z.string().default('UNKNOWN'),
      lifecycle_stage: z.string().default('active'),
      start_time: Moment.optional(),
      end_time: Moment.optional(),
    }),
    data: z
      .object({
        metrics: z.array(Metric).default([]),
        params: z.array(Pair).default([]),
        tags: z.array(Pair).default([]),
      })
      .prefault({}),
  })
  .transform(({ info, data }) => ({ run: runOf(info, data), isDeleted: info.lifecycle_stage === 'deleted' }));

interface Info {
  readonly run_id: string;
  readonly status: string;
  readonly start_time?: number | undefined;
  readonly end_time?: number | undefined;
}

interface Data {
  readonly metrics: readonly z.infer<typeof Metric>[];
  readonly params: readonly z.infer<typeof Pair>[];
  readonly tags: readonly z.infer<typeof Pair>[];
}

function runOf(info: Info, { metrics, params, tags }: Data): TrackedRun {
  return {
    id: info.run_id,
    status: info.status,
    startedAt: isoOf(info.start_time),
    endedAt: isoOf(info.end_time),
    metrics: new Map(metrics.map(({ key, value }) => [key, value])),
    params: new Map(params.map(({ key, value }) => [key, value])),
    tags: new Map(tags.map(({ key, value }) => [key, value])),
  };
}

/** MLflow says 0 where there is no moment. */
function isoOf(milliseconds: number | undefined): string | null {
  const moment = new Date(milliseconds ?? Number.NaN);
  return milliseconds === 0 || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
