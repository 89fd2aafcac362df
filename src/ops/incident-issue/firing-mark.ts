import { z } from 'zod';

const START = '<!-- conclave:incident-alerts ';
const END = ' -->';

/** Alerts that are remembered of one incident; one more would be taken for a new one. */
const MOST = 250;

const Firing = z.array(z.string().regex(/^[0-9A-Za-z]{1,80}$/)).max(MOST);

/** A text of ours with the groups and fingerprints of alerts that fire hidden at its end, in the place of those that stood there. */
export function withFiringMark(body: string, firing: readonly string[]): string {
  const kept = firing.slice(-MOST);
  const start = body.lastIndexOf(START);
  const text = (start < 0 ? body : body.slice(0, start)).trimEnd();
  return kept.length === 0 ? `${text}\n` : `${text}\n\n${START}${JSON.stringify(kept)}${END}\n`;
}

/** Reads the fingerprints at the end of an issue of ours; none where they are damaged. */
export function readFiringMark(body: string): readonly string[] {
  const start = body.lastIndexOf(START);
  const end = body.indexOf(END, start);
  if (start < 0 || end < 0) return [];
  try {
    return Firing.safeParse(JSON.parse(body.slice(start + START.length, end))).data ?? [];
  } catch {
    return [];
  }
}
