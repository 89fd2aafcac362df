import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** A run that the fake keeps; empty fields are left out on the wire, as MLflow leaves them out. */
export interface FakeRun {
  readonly id: string;
  readonly experiment?: string;
  readonly status?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly deleted?: boolean;
  /** `NaN` and infinities are written as MLflow writes them. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly histories?: Readonly<Record<string, readonly number[]>>;
}

/** What goes wrong; each switch holds until it is set back. */
export interface Faults {
  /** A login page of a proxy, with this status. */
  html?: number;
  /** The answer is cut off. */
  truncated?: boolean;
  /** A status with MLflow's own form of an error. */
  refused?: { readonly status: number; readonly code: string; readonly message: string };
}

/** An MLflow that speaks its REST API 2.0 on the loopback. */
export interface FakeMlflow {
  readonly url: string;
  readonly faults: Faults;
  /** Requests, as `POST runs/search`. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Histories come in pages of two values. */
const PAGE = 2;

/** Starts an MLflow that knows these runs. */
export async function startMlflow(runs: readonly FakeRun[]): Promise<FakeMlflow> {
  const faults: Faults = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response, { runs, faults, asked }).catch((error: unknown) => {
      send(response, 500, { error_code: 'INTERNAL_ERROR', message: String(error) }, faults);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, faults, asked, stop };
}

interface Stage {
  readonly runs: readonly FakeRun[];
  readonly faults: Faults;
  readonly asked: string[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { runs, faults, asked }: Stage,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const path = url.pathname.replace('/api/2.0/mlflow/', '');
  asked.push(`${request.method} ${path}`);
  if (faults.html !== undefined) {
    response.writeHead(faults.html, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>');
    return;
  }
  if (faults.refused !== undefined) {
    const { status, code, message } = faults.refused;
    send(response, status, { error_code: code, message }, faults);
    return;
  }
  const route = ROUTES[`${request.method} ${path}`];
  if (route === undefined) return send(response, 404, { error_code: 'ENDPOINT_NOT_FOUND', message: path }, faults);
  const { status, body } = route(runs, url.searchParams, await textOf(request));
  send(response, status, body, faults);
}

type Route = (runs: readonly FakeRun[], query: URLSearchParams, body: string) => { status: number; body: unknown };

const ROUTES: Readonly<Record<string, Route>> = {
  'GET runs/get': (runs, query) => {
    const run = runs.find(({ id }) => id === query.get('run_id'));
    if (run === undefined)
      return {
        status: 404,
        body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `Run with id=${query.get('run_id')} not found` },
      };
    return { status: 200, body: { run: wireRun(run) } };
  },
  'POST runs/search': (runs, _, body) => search(runs, body),
  'GET metrics/get-history': (runs, query) => {
    const values = runs.find(({ id }) => id === query.get('run_id'))?.histories?.[query.get('metric_key') ?? ''] ?? [];
    const from = Number(query.get('page_token') ?? 0);
    const metrics = values
      .slice(from, from + PAGE)
      .map((value, step) => ({ key: query.get('metric_key'), value: stored(value), timestamp: 1, step }));
    const next = from + PAGE < values.length ? { next_page_token: String(from + PAGE) } : {};
    return { status: 200, body: { ...(metrics.length > 0 && { metrics }), ...next } };
  },
};

const Search = z.strictObject({
  experiment_ids: z.array(z.string()).min(1),
  filter: z.string(),
  run_view_type: z.enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL']),
  max_results: z.int().min(1).max(50_000),
  order_by: z.tuple([z.literal('attributes.start_time DESC')]),
  page_token: z.string().optional(),
});

const CLAUSE = /^(attributes|tags|params)\.(\w+) (=|>) (?:'([^']*)'|(\d+))$/;

function search(runs: readonly FakeRun[], text: string): { status: number; body: unknown } {
  const asked = Search.safeParse(JSON.parse(text));
  if (!asked.success) return invalid(asked.error.message);
  const { experiment_ids, filter, max_results, page_token } = asked.data;
  const clauses = filter.split(' and ').map((clause) => CLAUSE.exec(clause));
  if (clauses.includes(null)) return invalid(`Invalid clause(s) in filter string: ${filter}`);
  const found = runs
    .filter(({ deleted, experiment = '1' }) => deleted !== true && experiment_ids.includes(experiment))
    .filter((run) => clauses.every((clause) => clause !== null && holds(run, clause)))
    .toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
  const from = Number(page_token ?? 0);
  const page = found.slice(from, from + max_results).map(wireRun);
  const next = from + max_results < found.length ? { next_page_token: String(from + max_results) } : {};
  return { status: 200, body: { ...(page.length > 0 && { runs: page }), ...next } };
}

function holds(run: FakeRun, [, place, key, operator, text, number]: RegExpExecArray): boolean {
  if (place === 'attributes' && key === 'start_time') return Date.parse(run.startedAt) > Number(number);
  const value =
    place === 'attributes' ? (run.status ?? 'FINISHED') : run[place === 'tags' ? 'tags' : 'params']?.[key ?? ''];
  return operator === '=' && value === text;
}

function invalid(message: string): { status: number; body: unknown } {
  return { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message } };
}

function wireRun({
  id,
  experiment = '1',
  status = 'FINISHED',
  startedAt,
  endedAt,
  deleted,
  ...data
}: FakeRun): unknown {
  const pairs = (of: Readonly<Record<string, unknown>> = {}) =>
    Object.entries(of).map(([key, value]) => ({ key, value }));
  const metrics = Object.entries(data.metrics ?? {}).map(([key, value]) => ({
    key,
    value: stored(value),
    timestamp: 1,
    step: 0,
  }));
  const params = pairs(data.params);
  const tags = pairs(data.tags);
  return {
    info: {
      run_id: id,
      run_uuid: id,
      experiment_id: experiment,
      status,
      lifecycle_stage: deleted === true ? 'deleted' : 'active',
      start_time: Date.parse(startedAt),
      ...(endedAt !== undefined && { end_time: Date.parse(endedAt) }),
    },
    data: {
      ...(metrics.length > 0 && { metrics }),
      ...(params.length > 0 && { params }),
      ...(tags.length > 0 && { tags }),
    },
  };
}

const NAN = 'bare NaN';

/** An infinity is stored as the largest double; not-a-number goes over the wire as a token that is no JSON. */
function stored(value: number): number | string {
  if (Number.isNaN(value)) return NAN;
  return Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE;
}

function send(response: ServerResponse, status: number, body: unknown, { truncated }: Faults): void {
  const text = JSON.stringify(body).replaceAll(JSON.stringify(NAN), 'NaN');
  response.writeHead(status, { 'content-type': 'application/json' }).end(truncated === true ? text.slice(0, -4) : text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
