import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { WebAnswer, WebQuestion, WebService } from '../../ports/web.ts';
import { readBounded } from './bounded-body.ts';

/** Where a service stands and how it is entered. */
export interface WebSettings {
  /** As people know it. */
  readonly name: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The value of the header of this name; null where none is needed. */
  readonly authorization: string | null;
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Opens a service; nothing is asked yet. */
export function openWeb(settings: WebSettings): WebService {
  return { name: settings.name, ask: (question) => ask(settings, question) };
}

/** The value of an authorization header by a token, or by user and password; null without either. */
export function authorizationOf(credentials: {
  readonly token: string | null;
  readonly user: string | null;
  readonly password: string | null;
}): string | null {
  const { token, user, password } = credentials;
  if (token !== null) return `Bearer ${token}`;
  return user === null ? null : `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
}

async function ask(settings: WebSettings, question: WebQuestion): Promise<WebAnswer | UnknownReading> {
  const { name, baseUrl, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES } = settings;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${baseUrl}${question.path}`, {
      ...request(settings, question),
      signal,
      redirect: 'manual',
    });
    const { status } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      return unknown('refused', `${name} answers with a redirect (${status}), which is not followed`);
    }
    const body = await readBounded(response, mostBytes);
    if (body === null) return unknown('refused', `${name} answers with more than ${wordBytes(mostBytes)}`);
    return { status, contentType: contentTypeOf(response), body };
  } catch (error) {
    if (signal.aborted) return unknown('timed-out', `${name} did not answer within ${timeoutMs / 1_000} s`);
    return unknown('unreachable', `${name} cannot be reached: ${reasonOf(error)}`);
  }
}

function request({ authorization }: WebSettings, { form, json }: WebQuestion): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (authorization !== null) headers.authorization = authorization;
  if (form !== undefined) return { method: 'POST', headers, body: new URLSearchParams(form) };
  if (json === undefined) return { headers };
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

function contentTypeOf(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function wordBytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is its own',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is of an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** By its code alone, since the message names the address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = [cause, error].map(codeOf).find((each) => each !== '') ?? '';
  return REASONS[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
