import { z } from 'zod';

const Labels = z.record(z.string(), z.string());

/** A notice of Alertmanager that was let in, and the one repository that its secret stands for. */
export const AlertOrder = z.strictObject({
  /** `owner/name`. */
  repository: z.string(),
  notice: z.strictObject({
    groupKey: z.string(),
    group: z.string(),
    status: z.enum(['firing', 'resolved']),
    receiver: z.string(),
    truncated: z.int(),
    groupLabels: Labels,
    alerts: z.array(
      z.strictObject({
        fingerprint: z.string(),
        status: z.enum(['firing', 'resolved', 'pending']),
        labels: Labels,
        annotations: Labels,
        startsAt: z.string(),
        endsAt: z.string().nullable(),
      }),
    ),
  }),
  /** ISO 8601. */
  receivedAt: z.string(),
});
export type AlertOrder = Readonly<z.infer<typeof AlertOrder>>;
