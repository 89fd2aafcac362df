/** `07:10 UTC` for a moment of the same day as another one, `2026-05-11 07:10 UTC` for one of another day. */
export function sinceWords(moment: string, seenAt: string): string {
  const [day, time] = [moment.slice(0, 10), moment.slice(11, 16)];
  return day === seenAt.slice(0, 10) ? `${time} UTC` : `${day} ${time} UTC`;
}
