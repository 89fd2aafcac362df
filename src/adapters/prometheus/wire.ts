import { z } from 'zod';
import { removeInvisible } from '../../kernel/invisible.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { WebAnswer, WebService } from '../../ports/web.ts';

/** Seconds since the epoch, and a number as text, which may be `NaN` or `+Inf`. */
export const Sample = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());

const VectorSeries = z.object({ metric: Labels, value: Sample });
export type VectorSeries = z.infer<typeof VectorSeries>;

/** A series may have thousands of samples; whoever reads one of them checks that one. */
const Samples = z.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length > 0, 'samples');
const MatrixSeries = z.object({ metric: Labels, values: Samples });
export type MatrixSeries = z.infer<typeof MatrixSeries>;

const Result = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(VectorSeries) }),
  z.object({ resultType: z.literal('matrix'), result: z.array(MatrixSeries) }),
  z.object({ resultType: z.literal('scalar'), result: Sample }),
  z.object({ resultType: z.literal('string'), result: Sample }),
]);
/** What an expression gave, in the type that it has. */
export type QueryResult = z.infer<typeof Result>;

const Success = z.object({
  status: z.literal('success'),
  data: z.unknown(),
  warnings: z.array(z.string()).optional(),
});

const Failure = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });

/** What an expression gave with the warnings beside it, or why there is nothing. */
export type WireReply =
  | { readonly result: QueryResult; readonly warnings: readonly string[] }
  | { readonly result: UnknownReading; readonly warnings: readonly string[] };

/** Asks one expression by `/api/v1/query` or `/api/v1/query_range`. */
export async function askPrometheus(
  web: WebService,
  path: '/api/v1/query' | '/api/v1/query_range',
  form: Readonly<Record<string, string>>,
): Promise<WireReply> {
  const answer = await web.ask({ path, form });
  return 'known' in answer ? failed(answer) : readAnswer(answer, web.name);
}

function readAnswer(answer: WebAnswer, name: string): WireReply {
  const value = parseOrNull(answer.body);
  const failure = Failure.safeParse(value);
  if (failure.success) return failed(wordFailure(failure.data, answer.status, name));
  if (answer.status !== 200) return failed(wordStatus(answer.status, name));
  const success = Success.safeParse(value);
  if (!success.success) return failed(unknown('refused', `${name} ${wordStranger(answer)}`));
  const result = Result.safeParse(success.data.data);
  if (!result.success) return failed(unknown('wrong-shape', `${name} gave a result that is none of its own types`));
  return { result: result.data, warnings: (success.data.warnings ?? []).map(shorten) };
}

function failed(result: UnknownReading): WireReply {
  return { result, warnings: [] };
}

function wordFailure({ errorType, error }: z.infer<typeof Failure>, status: number, name: string): UnknownReading {
  const words = shorten(error);
  if (errorType === 'timeout' || errorType === 'canceled') return unknown('timed-out', `${name} gave up: ${words}`);
  if (errorType === 'unavailable') return unknown('unreachable', `${name} is not ready: ${words}`);
  return unknown('refused', `${name} refuses the query (${status} ${shorten(errorType)}): ${words}`);
}

function wordStatus(status: number, name: string): UnknownReading {
  if (status === 401 || status === 403) return unknown('refused', `${name} refuses the credentials (${status})`);
  if (status >= 500) return unknown('unreachable', `${name} or what stands before it fails (${status})`);
  return unknown('refused', `${name} refuses the question (${status})`);
}

function wordStranger({ contentType }: WebAnswer): string {
  const what =
    contentType === 'text/html' ? 'a page of HTML, as a login page is' : 'something that is no JSON of its API';
  return `answers with ${what}`;
}

/** Words of a service are text of strangers: in one line, and not without end. */
function shorten(text: string): string {
  return removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
