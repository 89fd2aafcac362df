import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { messageOf } from '../src/kernel/app-error.ts';

/** What the database knows at this moment, the same whichever replica asks. */
export interface StandingFigures {
  /** Workflows that wait, by the name of their queue. */
  readonly queueDepth: Readonly<Record<string, number>>;
  /** Seconds that the oldest waiting workflow has waited; zero when none waits. */
  readonly queueLagSeconds: number;
  /** Unfinished workflows that only another version of the application can go on with. */
  readonly strandedWorkflows: number;
  /** Sessions on record, by status. */
  readonly sessions: Readonly<Record<string, number>>;
}

/** What may be counted, and how it is exposed to Prometheus. */
export interface Metrics {
  countDelivery(event: string, outcome: string): void;
  countReview(status: string): void;
  countSeat(model: string, standing: string): void;
  countTokens(model: string, direction: 'input' | 'cached-input' | 'output', tokens: number): void;
  countMicroUsd(model: string, microUsd: number): void;
  /** Counts an answer of GitHub by its HTTP status; `none` stands for no answer at all. */
  countGithubRequest(status: number | 'none'): void;
  /** Notes how long a step of a flow took; its name is reduced to its kind. */
  timeStep(stepName: string, seconds: number): void;
  /** Everything in the text format of Prometheus. */
  expose(): Promise<Exposition>;
}

/** The body of a scrape and its content type. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Where the figures come from that no process counts by itself. */
export interface MetricsSource {
  /** Reads the standing figures; without it there are none. */
  readonly collect?: () => Promise<StandingFigures>;
  /** How long a scrape waits for them, in milliseconds. */
  readonly collectMs?: number;
  /** Is told why the figures could not be read. */
  readonly onFailure?: (reason: string) => void;
}

/** A registry of its own with every metric of the house; a failed reading of the database leaves its gauges out. */
export function createMetrics({ collect, collectMs = 2_000, onFailure }: MetricsSource = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const steps = createStepTimes(registry);
  const gauges = createGauges(registry);
  const refresh = async (): Promise<void> => {
    gauges.reset();
    if (collect === undefined) return;
    try {
      gauges.set(await within(collect(), collectMs));
    } catch (error) {
      gauges.fail();
      onFailure?.(messageOf(error));
    }
  };
  const expose = async (): Promise<Exposition> => {
    await refresh();
    return { contentType: registry.contentType, text: await registry.metrics() };
  };
  let scrape: Promise<Exposition> | null = null;
  return {
    ...counters,
    timeStep: (stepName, seconds) => steps.observe({ kind: kindOf(stepName) }, seconds),
    // Scrapes at the same time share one reading, so that nobody makes us read the database at will.
    expose: () => {
      scrape ??= expose().finally(() => {
        scrape = null;
      });
      return scrape;
    },
  };
}

/** The kind of a step: the verb with which its name begins, as `ask` of `ask ml-engineer/first mistral:…`. */
export function kindOf(stepName: string): string {
  return /^[a-z]{2,16}(?=$|[ :])/.exec(stepName)?.[0] ?? 'other';
}

function createCounters(registry: Registry): Omit<Metrics, 'timeStep' | 'expose'> {
  const count = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
  const deliveries = count('conclave_deliveries_total', 'Webhook deliveries, by event and what became of them.', [
    'event',
    'outcome',
  ]);
  const reviews = count('conclave_reviews_total', 'Finished reviews, by status of the verdict.', ['status']);
  const seats = count('conclave_seats_total', 'Seats, by model and whether they were heard.', ['model', 'standing']);
  const tokens = count('conclave_tokens_total', 'Tokens, by model and direction.', ['model', 'direction']);
  const money = count('conclave_micro_usd_total', 'Money spent on models, in millionths of a US dollar.', ['model']);
  const github = count('conclave_github_requests_total', 'Requests to GitHub, by HTTP status.', ['status']);
  return {
    countDelivery: (event, outcome) => deliveries.inc({ event, outcome }),
    countReview: (status) => reviews.inc({ status }),
    countSeat: (model, standing) => seats.inc({ model, standing }),
    countTokens: (model, direction, amount) => tokens.inc({ model, direction }, amount),
    countMicroUsd: (model, microUsd) => money.inc({ model }, microUsd),
    countGithubRequest: (status) => github.inc({ status: String(status) }),
  };
}

function createStepTimes(registry: Registry): Histogram<'kind'> {
  return new Histogram({
    name: 'conclave_step_seconds',
    help: 'How long a step of a flow took, by its kind.',
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    registers: [registry],
  });
}

interface Gauges {
  reset(): void;
  set(figures: StandingFigures): void;
  fail(): void;
}

function createGauges(registry: Registry): Gauges {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
  const up = gauge('conclave_database_up', '1 when the last scrape could read the figures of the database.');
  const depth = gauge('conclave_queue_depth', 'Workflows that wait, by queue.', ['queue']);
  const lag = gauge('conclave_queue_lag_seconds', 'How long the oldest waiting workflow has waited.');
  const stranded = gauge('conclave_stranded_workflows', 'Unfinished workflows of another application version.');
  const sessions = gauge('conclave_sessions', 'Sessions on record, by status.', ['status']);
  return {
    // A gauge without a reading is left out: zero would say that nothing waits.
    reset: () => {
      for (const single of [up, lag, stranded]) single.remove();
      for (const family of [depth, sessions]) family.reset();
    },
    set: (figures) => {
      up.set(1);
      lag.set(figures.queueLagSeconds);
      stranded.set(figures.strandedWorkflows);
      for (const [queue, waiting] of Object.entries(figures.queueDepth)) depth.set({ queue }, waiting);
      for (const [status, number] of Object.entries(figures.sessions)) sessions.set({ status }, number);
    },
    fail: () => up.set(0),
  };
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
