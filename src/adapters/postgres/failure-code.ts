/** The code of a failure of the system (`ENOENT`) or of PostgreSQL (`28P01`); empty for any other error. */
export function failureCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
