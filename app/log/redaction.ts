import { findLoginPasswords } from '../../src/change/secrets/login.ts';
import { findPrivateKeys } from '../../src/change/secrets/private-key.ts';
import { mergeSpans, replaceSpans } from '../../src/change/secrets/span.ts';
import { findTokens } from '../../src/change/secrets/token.ts';

/** A line of the log as data. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** Gives the same record without its credentials. */
export type Redactor = (record: LogRecord) => LogRecord;

const REMOVED = '[secret removed]';

/** Names under which a value is a secret, whatever it looks like. */
const secretNames =
  /^(?:authorization|cookie|set-cookie|pem|password|passphrase|token|jwt|x-hub-signature(?:-256)?)$|secret|private_?key|api_?key|_token$|[a-z]Token$/i;

/** Too short to be a secret, and likely to stand in ordinary words. */
const SHORTEST_SECRET = 6;

/**
 * Takes out what is known to be secret here, what stands under a telling name, and what has the shape of a token, a
 * password in an address or a private key. Numbers and truth values are never touched.
 */
export function redactorFor(secrets: readonly string[]): Redactor {
  const known = secrets
    .flatMap((secret) => [secret, secret.replaceAll('\n', '\\n'), encodeURIComponent(secret)])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .toSorted((left, right) => right.length - left.length);
  const redactText = (text: string): string => redactShapes(known.reduce(withoutSecret, text));
  const redactValue = (value: unknown): unknown => {
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return value.map(redactValue);
    return isRecord(value) ? redactRecord(value) : value;
  };
  const redactRecord = (record: LogRecord): LogRecord =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        name,
        typeof value === 'string' && secretNames.test(name) ? REMOVED : redactValue(value),
      ]),
    );
  return redactRecord;
}

function withoutSecret(text: string, secret: string): string {
  return text.replaceAll(secret, REMOVED);
}

function redactShapes(text: string): string {
  const spans = mergeSpans(text, [...findPrivateKeys(text), ...findTokens(text), ...findLoginPasswords(text)]);
  return replaceSpans(text, spans);
}

function isRecord(value: unknown): value is LogRecord {
  return typeof value === 'object' && value !== null;
}
