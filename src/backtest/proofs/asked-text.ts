import { type Asked, NOTHING } from '../runner/asked.ts';

/** What a strategy wanted as one text, the same for the same wishes; empty for nothing. Every number survives. */
export function writeAsked({ requests, exits }: Asked): string {
  if (requests.length + exits.length === 0) return '';
  return JSON.stringify({ requests: requests.map(sorted), exits: exits.map(sorted) });
}

/** Reads what `writeAsked` wrote. */
export function readAsked(text: string): Asked {
  if (text === '') return NOTHING;
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'number' in value ? Number(value.number) : value,
  ) as Asked;
}

/** Fields in the order of the alphabet; JSON knows neither NaN nor the infinities nor minus zero. */
function sorted(fields: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, isPlain(value) ? value : { number: spell(value) }]));
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0));
}

function spell(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
