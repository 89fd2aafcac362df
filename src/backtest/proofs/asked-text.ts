import { askedJson } from '../artefacts/asked-json.ts';
import { type Asked, NOTHING } from '../runner/asked.ts';

/** What a strategy wanted as one text, the same for the same wishes; empty for nothing. Every number survives. */
export function writeAsked(asked: Asked): string {
  return asked.requests.length + asked.exits.length === 0 ? '' : askedJson(asked);
}

/** Reads what `writeAsked` wrote. */
export function readAsked(text: string): Asked {
  if (text === '') return NOTHING;
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'number' in value ? Number(value.number) : value,
  ) as Asked;
}
