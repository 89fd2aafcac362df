import pg from 'pg';
import { messageOf } from '../../../kernel/app-error.ts';
import { type UnknownReading, unknown } from '../../../ops/reading.ts';
import { failureCodeOf, isConnectionFailure } from '../failure-code.ts';

/** A PostgreSQL that signals are read from. */
export interface SignalDatabase {
  readonly name: string;
  /** Address with its password; no word of what is returned holds it. */
  readonly url: string;
}

/** The one value of a query as JSON, no row, or why there is none. */
export type OneValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly why: UnknownReading };

const LIMIT_MS = 2_000;
/** How long a connection may take to come and to go, beside what the server itself allows. */
const PATIENCE_MS = 5_000;

/** Runs one query in a connection of its own, read-only and at most two seconds. */
export async function askOneValue({ name, url }: SignalDatabase, query: string): Promise<OneValue> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'conclave signals',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: LIMIT_MS + PATIENCE_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `begin transaction read only; set local statement_timeout = ${LIMIT_MS}; set local lock_timeout = ${LIMIT_MS}`,
    );
    // As a part of another query it can be nothing but a query of rows; with a parameter it can be but one.
    const text = `select to_jsonb(answer) as answer from (\n${query.replace(/;\s*$/, '')}\n) as answer limit $1`;
    const { rows } = await client.query(text, [2]);
    return readRows(rows, name);
  } catch (error) {
    return { kind: 'failed', why: wordFailure(error, name) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function readRows(rows: readonly unknown[], name: string): OneValue {
  const refuse = (words: string): OneValue => ({
    kind: 'failed',
    why: unknown('wrong-shape', `${name} gave ${words}`),
  });
  if (rows.length > 1) return refuse('several rows where one is due');
  const [row] = rows;
  if (row === undefined) return { kind: 'nothing' };
  const answer: unknown = typeof row === 'object' && row !== null && 'answer' in row ? row.answer : null;
  const values = typeof answer === 'object' && answer !== null ? Object.values(answer) : [];
  return values.length === 1
    ? { kind: 'value', value: values[0] }
    : refuse(`${values.length} columns where one is due`);
}

const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'refuses the user or the password',
  '28000': 'refuses the user',
  '3D000': 'has no such database',
  '42501': 'does not allow the user to read that',
  '25006': 'does not write in a transaction that only reads',
};

/** By its code first, since what the driver says of a connection may name the address. */
function wordFailure(error: unknown, name: string): UnknownReading {
  const code = failureCodeOf(error);
  if (code === '57014') return unknown('timed-out', `${name} did not answer within ${LIMIT_MS / 1_000} s`);
  if (isConnectionFailure(error)) return unknown('unreachable', `${name} cannot be reached (${code || 'no answer'})`);
  if (/timeout/i.test(messageOf(error))) return unknown('timed-out', `${name} did not answer in time`);
  const words = REFUSED[code];
  if (words !== undefined) return unknown('refused', `${name} ${words}`);
  if (/^[0-9A-Z]{5}$/.test(code))
    return unknown('refused', `${name} refuses the query (${code}): ${messageOf(error).slice(0, 300)}`);
  return unknown('unreachable', `${name} cannot be asked${code === '' ? '' : ` (${code})`}`);
}
