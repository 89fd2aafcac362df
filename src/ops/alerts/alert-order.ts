import { z } from 'zod';

const Labels = z.record(z.string(), z.string());

/** A notice of Alertmanager that was let in, and the one repository that its secret stands for. */
export const AlertOrder = z.strictObject({
  /** `owner/name`, in lower case. */
  repository: z.string(),
  /** The Alertmanager that may be asked again, by its address; null where none is set up. */
  alertmanager: z.string().nullable(),
  notice: z.strictObject({
    groupKey: z.string(),
    group: z.string(),
    status: z.enum(['firing', 'resolved']),
    receiver: z.string(),
    truncated: z.int(),
    groupLabels: Labels,
    alerts: z
      .array(
        z.strictObject({
          fingerprint: z.string(),
          status: z.enum(['firing', 'resolved', 'pending']),
          labels: Labels,
          annotations: Labels,
          startsAt: z.string(),
          endsAt: z.string().nullable(),
        }),
      )
      .readonly(),
  }),
  /** ISO 8601. */
  receivedAt: z.string(),
});
export type AlertOrder = Readonly<z.infer<typeof AlertOrder>>;
