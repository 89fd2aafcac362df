/** A moment in ISO 8601 as people read it, to the minute: `2026-11-21 07:10 UTC`; what is no moment stays as it is. */
export function momentOf(iso: string): string {
  const millis = Date.parse(iso);
  if (Number.isNaN(millis)) return iso;
  const [day = '', time = ''] = new Date(millis).toISOString().split('T');
  return `${day} ${time.slice(0, 5)} UTC`;
}

/** The same some minutes later, in ISO 8601. */
export function minutesAfter(iso: string, minutes: number): string {
  return new Date(Date.parse(iso) + minutes * 60_000).toISOString();
}
