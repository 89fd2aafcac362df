/** Milliseconds since 1970 as ISO 8601 in UTC. */
export function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
