import { z } from 'zod';
import { OpsSeverity } from '../kernel/ops-severity.ts';
import { SignalName } from '../kernel/signal-name.ts';
import { ThresholdsConfig } from './ops-thresholds.ts';

const SourceName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, 'a name of lower-case letters, digits and _, e.g. prometheus');

const Crypto = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,31}$/, 'a symbol, e.g. BTCUSDC');
const Group = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'a name of lower-case letters, digits, - and _');

/** `90s`, `10m`, `36h`, `7d`. */
const Duration = z.string().regex(/^[1-9]\d{0,4}[smhd]$/, 'a duration of s, m, h or d, e.g. 10m');
const Query = z.string().min(1, 'a query').max(5_000, 'a query of at most 5,000 characters');
const Label = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.]{0,63}$/, 'the name of a label or field');

/** A place that signals come from; its address and credentials belong to the installation. */
const SourceConfig = z.strictObject({
  kind: z.enum(['prometheus', 'postgres', 'mlflow', 'json', 'logs']),
});
export type SourceConfig = z.infer<typeof SourceConfig>;

/** How one signal is asked for. */
const SignalConfig = z.strictObject({
  source: SourceName,
  query: Query,
  freshness: Query.optional(),
  max_age: Duration.default('1h'),
  by: Label.default('crypto'),
  run: Label.default('run'),
  window: Duration.default('7d'),
});
/** What is asked of a source for a signal; `by` and `run` name labels, `window` how far back runs are looked for. */
export type SignalConfig = z.infer<typeof SignalConfig>;

const Login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'a login without @');

/** Who does what in an incident (manual §4). */
const RolesConfig = z
  .strictObject({
    operator: z.array(Login).default([]).describe('Operators.'),
    mlops_maintainer: z.array(Login).default([]).describe('MLOps maintainers.'),
    ml_owner: z.array(Login).default([]).describe('ML owners.'),
    platform_owner: z.array(Login).default([]).describe('Platform owners.'),
  })
  .describe('Logins for the roles of the manual; a role without one is named by its role.');

/** When incidents open and close. */
const IncidentsConfig = z
  .strictObject({
    open: z.boolean().default(true).describe('Whether alerts and states of P0 and P1 open an incident issue.'),
    least: OpsSeverity.default('P1').describe('Severity from which an incident is opened.'),
    close: z
      .enum(['person', 'exit-criterion'])
      .default('person')
      .describe('Who closes an incident whose exit criterion holds: a person, or the criterion itself.'),
    log: z
      .string()
      .regex(/^[^\s/\\][^\\\n]{0,200}\.md$/, 'the path of a Markdown file')
      .default('documentation/incidents.md')
      .describe('The incident log, to which an entry is added by pull request.'),
    roles: RolesConfig.prefault({}),
  })
  .describe('Incidents.');

/** How operations are watched: where signals come from, what they are compared with, what follows. */
export const OpsConfig = z
  .strictObject({
    sources: z.record(SourceName, SourceConfig).default({}).describe('Places that signals come from: { kind }.'),
    signals: z
      .partialRecord(SignalName, SignalConfig)
      .default({})
      .describe(
        'How each signal is asked for: { source, query, freshness, max_age, by, run, window }; a signal without an entry is unknown.',
      ),
    universe: z
      .record(Crypto, Group)
      .default({})
      .describe('The group of each crypto; one without a group is judged as core (manual §11).'),
    core_groups: z.array(Group).default(['btc-core']).describe('Groups that are core (manual §0).'),
    signal_floor: z
      .enum(['YELLOW', 'GREEN'])
      .default('YELLOW')
      .describe('What golden signals of single cryptos may raise the state to; GREEN lets them raise nothing.'),
    thresholds: ThresholdsConfig.prefault({}),
    valid_minutes: z
      .int()
      .min(5)
      .max(1_440)
      .default(90)
      .describe('Minutes after which a state that is shown is stale.'),
    incidents: IncidentsConfig.prefault({}),
  })
  .superRefine((ops, context) => {
    for (const [name, signal] of Object.entries(ops.signals)) {
      if (signal === undefined || Object.hasOwn(ops.sources, signal.source)) continue;
      const names = Object.keys(ops.sources).join(', ') || 'none yet';
      context.addIssue({
        code: 'custom',
        path: ['signals', name, 'source'],
        message: `a source that stands under ops.sources (${names})`,
      });
    }
  })
  .describe('Operations: state, diagnosis, incidents.');
export type OpsConfig = z.infer<typeof OpsConfig>;
