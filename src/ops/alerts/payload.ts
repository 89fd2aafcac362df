import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { hashText } from '../../kernel/hash.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import type { Alert, AlertNotice, Labels } from './notice.ts';

const MOST_ALERTS = 1_000;
const MOST_LABELS = 64;
const LONGEST_KEY = 4_096;
const LONGEST_EXACT = 1_024;
const LONGEST_LABEL = 300;
const LONGEST_ANNOTATION = 2_000;

/** What Alertmanager writes for a moment that has not come. */
const NEVER = '0001-01-01T00:00:00Z';

const LabelName = z.string().regex(/^[^\p{C}\p{Z}"\\{}=~!,]{1,128}$/u);

const LabelSet = z
  .record(LabelName, z.string('a text'), {
    error: ({ code }) => (code === 'invalid_key' ? 'a name of at most 128 letters, digits and _' : 'labels with texts'),
  })
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, `at most ${MOST_LABELS} labels`);

const ExactLabels = LabelSet.refine(
  (labels) => Object.values(labels).every((value) => value.length <= LONGEST_EXACT),
  `labels of at most ${LONGEST_EXACT} characters`,
);

const Moment = z.iso.datetime({ offset: true, error: 'a moment, as 2026-04-29T11:35:00Z' });

/** An alert, as the webhook and the API of Alertmanager write it alike. */
const AlertWords = z.object({
  labels: LabelSet,
  annotations: LabelSet.default({}),
  startsAt: Moment,
  endsAt: Moment.optional(),
  fingerprint: z.string('the fingerprint of the alert').regex(/^[0-9A-Za-z]{1,64}$/, 'a fingerprint of hex digits'),
});
type AlertWords = z.infer<typeof AlertWords>;

const Payload = z.object(
  {
    version: z.literal('4', 'version "4" of the webhook'),
    groupKey: z
      .string('the key of the group')
      .min(1, 'the key of the group')
      .max(LONGEST_KEY, `a key of at most ${LONGEST_KEY} characters`),
    truncatedAlerts: z.int('a number of alerts').min(0, 'a number of alerts').default(0),
    status: z.enum(['firing', 'resolved'], '"firing" or "resolved"'),
    receiver: z.string('the name of the receiver').max(LONGEST_EXACT, `at most ${LONGEST_EXACT} characters`),
    groupLabels: ExactLabels,
    alerts: z
      .array(
        AlertWords.extend({
          status: z.enum(['firing', 'resolved', 'pending'], '"firing", "resolved" or "pending"'),
        }),
        'a list of alerts',
      )
      .max(MOST_ALERTS, `at most ${MOST_ALERTS.toLocaleString('en')} alerts; set max_alerts at the receiver`),
  },
  'a JSON object',
);

/** Alerts as `/api/v2/alerts` lists them. */
const Listed = z
  .array(
    AlertWords.extend({
      status: z.object({ state: z.enum(['active', 'suppressed', 'unprocessed'], 'the state of an alert') }),
    }),
    'a list of alerts',
  )
  .max(MOST_ALERTS * 5, 'fewer alerts');

/**
 * Reads a webhook of Alertmanager (version 4); throws an AppError of one sentence that names the field. Labels and
 * annotations come out as visible text in one line, cut where they are long.
 */
export function readAlertNotice(value: unknown): AlertNotice {
  const { groupKey, status, receiver, truncatedAlerts, groupLabels, alerts } = read(value, Payload, 'the notice');
  return {
    groupKey,
    group: hashText(groupKey).slice(0, 16),
    status,
    // Alertmanager escapes it as a pattern.
    receiver: receiver.replaceAll(/\\(.)/g, '$1'),
    truncated: truncatedAlerts,
    groupLabels,
    alerts: alerts.map((each) => alertOf(each, each.status)),
  };
}

/** Reads the alerts that Alertmanager lists; each is firing, silenced ones too. Throws an AppError of one sentence. */
export function readListedAlerts(value: unknown): readonly Alert[] {
  return read(value, Listed, 'the list of alerts').map((each) => ({ ...alertOf(each, 'firing'), endsAt: null }));
}

function read<T>(value: unknown, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${placeOf(issue.path)}`;
  const expected = issue?.message ?? 'what Alertmanager sends';
  throw new AppError('bad-input', `${what} of Alertmanager is not as expected${where}`, { expected });
}

/** `alerts[3].labels.pod`; names in it are of strangers and therefore cut. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${bounded(String(part), 40)}`))
    .join('')
    .replace(/^\./, '');
}

function alertOf({ labels, annotations, startsAt, endsAt, fingerprint }: AlertWords, status: Alert['status']): Alert {
  return {
    fingerprint,
    status,
    labels: shown(labels, LONGEST_LABEL),
    annotations: shown(annotations, LONGEST_ANNOTATION),
    startsAt: new Date(startsAt).toISOString(),
    endsAt: endsAt === undefined || endsAt === NEVER ? null : new Date(endsAt).toISOString(),
  };
}

/** Names with two underscores in front are Prometheus's own and tell a reader nothing. */
function shown(labels: Labels, longest: number): Labels {
  const own = Object.entries(labels).filter(([name]) => !name.startsWith('__'));
  return Object.fromEntries(own.map(([name, value]) => [name, bounded(value, longest)]));
}

function bounded(text: string, longest: number): string {
  const line = removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`;
}
