import { z } from 'zod';
import { MOST_HOURS } from './hours.ts';
import type { StateRecord } from './record.ts';
import { STATES, type State } from './state.ts';

const BEGIN = '<!-- conclave:ops-state ';
const END = ' -->';
/** Of an issue's 65,536 characters; more than this is not ours. */
const MOST_CHARACTERS = 24_000;
/** Of these, what the things that are not green may take; of more of them the beginning is not remembered. */
const MOST_FOR_THINGS = 20_000;
const LONGEST_KEY = 100;

const Moment = z.iso.datetime();
const Stored = z.object({
  v: z.literal(1),
  state: z.enum(STATES),
  since: Moment,
  heard: Moment,
  pending: z.enum(STATES).nullable(),
  held: z.boolean(),
  first: Moment,
  hours: z
    .string()
    .regex(/^[ROYG-]+$/)
    .max(MOST_HOURS),
  things: z.record(z.string().max(LONGEST_KEY), Moment),
});

/** A record as one hidden line of an issue, of bounded size; nothing in it ends the comment early. */
export function encodeRecord({ standing, hours, since }: StateRecord): string {
  const stored: z.infer<typeof Stored> = {
    v: 1,
    state: standing.state,
    since: standing.since,
    heard: standing.heardAt,
    pending: standing.pending,
    held: standing.isHeld,
    first: hours.first,
    hours: hours.states.map((state) => state?.charAt(0) ?? '-').join(''),
    things: Object.fromEntries(fitting([...since])),
  };
  const json = JSON.stringify(stored).replaceAll(/[<>&]/g, escaped);
  return `${BEGIN}${json}${END}`;
}

function fitting(things: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const short = things.filter(([key]) => key.length <= LONGEST_KEY);
  let room = MOST_FOR_THINGS;
  return short.filter((thing) => {
    room -= JSON.stringify(thing).replaceAll(/[<>&]/g, escaped).length;
    return room >= 0;
  });
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A record read back; null where the text has none, and where it has one that is damaged, with a sentence on it. */
export function decodeRecord(text: string): { readonly record: StateRecord | null; readonly damage: string | null } {
  const begin = text.indexOf(BEGIN);
  if (begin === -1) return { record: null, damage: null };
  const end = text.indexOf(END, begin);
  if (end === -1) return damaged('it has no end');
  const json = text.slice(begin + BEGIN.length, end);
  if (json.length > MOST_CHARACTERS) return damaged('it is longer than one of ours');
  const stored = Stored.safeParse(parsed(json));
  if (!stored.success) return damaged('it has not the form of ours');
  return { record: recordOf(stored.data), damage: null };
}

function damaged(why: string): { readonly record: null; readonly damage: string } {
  return { record: null, damage: `the history could not be read, since ${why}; it begins anew` };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function recordOf(stored: z.infer<typeof Stored>): StateRecord {
  const { state, since, heard, pending, held, first, hours, things } = stored;
  return {
    standing: { state, since, heardAt: heard, pending, isHeld: held },
    hours: { first, states: Array.from(hours, stateOf) },
    since: new Map(Object.entries(things)),
  };
}

function stateOf(letter: string): State | null {
  return STATES.find((state) => state.startsWith(letter)) ?? null;
}
