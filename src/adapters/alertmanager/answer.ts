import { AppError } from '../../kernel/app-error.ts';

/** More than 10,000 alerts with long annotations. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads an answer of Alertmanager as JSON, counting its bytes while they come; throws an AppError of one sentence. */
export async function readJson(response: Response): Promise<unknown> {
  const refusal = refusalOf(response);
  if (refusal !== null) {
    await response.body?.cancel();
    throw failed(refusal);
  }
  const text = await collect(response);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw failed('Alertmanager answered with JSON that is broken', error);
  }
}

function refusalOf(response: Response): string | null {
  const { status, headers } = response;
  if (status >= 300 && status < 400)
    return `Alertmanager leads on to another address (${status}), which is not followed`;
  if (status === 401 || status === 403) return `Alertmanager refuses the credentials of the installation (${status})`;
  if (status !== 200) return `Alertmanager answered ${status}`;
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' ? null : `Alertmanager's address answers with ${words(type)}, not with JSON`;
}

function words(type: string | undefined): string {
  if (type === 'text/html') return 'a page of HTML, as a login does';
  return 'something else';
}

async function collect({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw failed(`Alertmanager's answer is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failed(what: string, cause?: unknown): AppError {
  return new AppError('outside-failed', what, { passing: true, cause });
}
