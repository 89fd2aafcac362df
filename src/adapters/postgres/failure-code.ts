/** The code of a failure of the system (`ENOENT`) or of PostgreSQL (`28P01`); empty for any other error. */
export function failureCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

const AWAY = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** Shut down by hand, crashed, starting up, a database being made from another, out of connections. */
const BUSY = ['57P01', '57P02', '57P03', '55006', '53300'];

/** What the driver says without a code. */
const WORDS = /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/;

/** Whether a database could not be reached, or went away under a question; the same question may be answered later. */
export function isConnectionFailure(cause: unknown): boolean {
  const code = failureCodeOf(cause);
  if (AWAY.includes(code) || BUSY.includes(code) || code.startsWith('08')) return true;
  return cause instanceof Error && WORDS.test(cause.message);
}
