import { removeInvisible } from '../kernel/invisible.ts';
import { firstOwnLine } from '../kernel/markdown/own-line.ts';
import { OpsSeverity } from '../kernel/ops-severity.ts';
import type { CommandComment, RefusalKind } from './command.ts';

/** What somebody does in an incident: its lead, or one of the four roles of the manual (§4). */
export const INCIDENT_ROLES = ['lead', 'operator', 'mlops_maintainer', 'ml_owner', 'platform_owner'] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** What a person asks of us about an incident. */
export type IncidentCommand =
  | { readonly verb: 'declare'; readonly severity: OpsSeverity; readonly title: string }
  | { readonly verb: 'ack' | 'mitigate' | 'close' }
  | { readonly verb: 'fix'; readonly pull: number }
  | { readonly verb: 'role'; readonly role: IncidentRole; readonly login: string }
  | { readonly verb: 'severity'; readonly severity: OpsSeverity; readonly reason: string }
  /** The time as it was written: `12:25`, or `2026-04-28T12:25Z`. */
  | { readonly verb: 'timeline'; readonly time: string; readonly text: string };

type IncidentVerb = IncidentCommand['verb'];
type IncidentArgument = 'severity' | 'title' | 'pull' | 'role' | 'login' | 'reason' | 'time' | 'text';

/** A command about an incident that names nothing we can do, with the facts from which the answer is worded. */
export interface RefusedIncidentCommand {
  readonly kind: 'refused';
  readonly refusal: RefusalKind;
  /** The verb as it was written; empty where none was. */
  readonly verb: string;
  /** What stood behind the verb, word by word. */
  readonly words: readonly string[];
  /** The argument that is missing or wrong; null for an unknown verb and for words too many. */
  readonly argument: IncidentArgument | null;
}

/** What a comment means for incidents: nothing, a command, or one that is answered and not done. */
export type ParsedIncidentCommand =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'command'; readonly command: IncidentCommand }
  | RefusedIncidentCommand;

/** Fewest and most characters of each text; white space at a stretch counts once, invisible characters not at all. */
export const INCIDENT_TEXT = {
  title: { least: 5, most: 120 },
  reason: { least: 10, most: 500 },
  text: { least: 3, most: 500 },
} as const;

/** Each command as it is shown, in the order in which an incident needs them. */
export const INCIDENT_USAGE: Readonly<Record<IncidentVerb, string>> = {
  declare: '/incident declare <P0|P1|P2|P3> <title>',
  ack: '/incident ack',
  mitigate: '/incident mitigate',
  fix: '/incident fix #<pull request>',
  role: `/incident role <${INCIDENT_ROLES.join('|')}> @<login>`,
  severity: '/incident severity <P0|P1|P2|P3> <reason>',
  timeline: '/incident timeline <HH:MM or YYYY-MM-DDTHH:MMZ> <text>',
  close: '/incident close',
};

/**
 * Reads the command of a new comment of a person: its first line that is neither blank nor quoted, when it begins with
 * `/incident` behind at most three spaces. Every other comment, an edited one and one of a bot are ignored.
 */
export function parseIncidentCommand({ body, edited, senderKind }: CommandComment): ParsedIncidentCommand {
  if (edited || senderKind === 'bot' || !body.includes('/incident')) return { kind: 'ignored' };
  const line = /^ {0,3}\/incident(?:[ \t]+(.*))?$/.exec(firstOwnLine(body) ?? '');
  if (line === null) return { kind: 'ignored' };
  const [verb = '', ...words] = splitWords(line[1] ?? '');
  const known = VERBS.find((each) => each === verb);
  if (known === undefined) return { kind: 'refused', refusal: 'unknown-verb', verb, words, argument: null };
  const read = readArguments(known, words);
  return 'command' in read ? { kind: 'command', command: read.command } : { kind: 'refused', verb, words, ...read };
}

const VERBS: readonly IncidentVerb[] = ['declare', 'ack', 'mitigate', 'fix', 'role', 'severity', 'timeline', 'close'];

type Refusal = Pick<RefusedIncidentCommand, 'refusal' | 'argument'>;
type Read = { readonly command: IncidentCommand } | Refusal;

function readArguments(verb: IncidentVerb, words: readonly string[]): Read {
  switch (verb) {
    case 'declare':
      return readDeclare(words);
    case 'fix':
      return readFix(words);
    case 'role':
      return readRole(words);
    case 'severity':
      return readSeverity(words);
    case 'timeline':
      return readTimeline(words);
    case 'ack':
    case 'mitigate':
    case 'close':
      return words.length > 0 ? bad(null) : { command: { verb } };
    default:
      return verb satisfies never;
  }
}

function readDeclare([level, ...words]: readonly string[]): Read {
  const severity = severityOf(level);
  if (severity === null) return level === undefined ? missing('severity') : bad('severity');
  const title = readText('title', words);
  return typeof title === 'string' ? { command: { verb: 'declare', severity, title } } : title;
}

function readFix([pull, ...surplus]: readonly string[]): Read {
  if (pull === undefined) return missing('pull');
  const number = /^#([1-9]\d{0,8})$/.exec(pull)?.[1];
  if (number === undefined) return bad('pull');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'fix', pull: Number(number) } };
}

function readRole([word, person, ...surplus]: readonly string[]): Read {
  if (word === undefined) return missing('role');
  const role = INCIDENT_ROLES.find((each) => each === word.replaceAll('-', '_'));
  if (role === undefined) return bad('role');
  if (person === undefined) return missing('login');
  const login = /^@([A-Za-z0-9][A-Za-z0-9_-]{0,49})$/.exec(person)?.[1];
  if (login === undefined) return bad('login');
  return surplus.length > 0 ? bad(null) : { command: { verb: 'role', role, login } };
}

function readSeverity([level, ...words]: readonly string[]): Read {
  const severity = severityOf(level);
  if (severity === null) return level === undefined ? missing('severity') : bad('severity');
  const reason = readText('reason', words);
  return typeof reason === 'string' ? { command: { verb: 'severity', severity, reason } } : reason;
}

/** `12:25`, and a day with a time of UTC; the days of a month and the leap years are for who knows the calendar. */
const TIME = /^(?:\d{4}-\d{2}-\d{2}T)?(?:[01]\d|2[0-3]):[0-5]\d(?:Z)?$/;

function readTimeline([time, ...words]: readonly string[]): Read {
  if (time === undefined) return missing('time');
  if (!TIME.test(time)) return bad('time');
  const text = readText('text', words);
  return typeof text === 'string' ? { command: { verb: 'timeline', time, text } } : text;
}

function severityOf(word: string | undefined): OpsSeverity | null {
  return OpsSeverity.safeParse(word).data ?? null;
}

function readText(argument: keyof typeof INCIDENT_TEXT, words: readonly string[]): string | Refusal {
  if (words.length === 0) return missing(argument);
  const text = removeInvisible(words.join(' ')).text.replace(/\s+/g, ' ').trim();
  const { length } = Array.from(text);
  const { least, most } = INCIDENT_TEXT[argument];
  if (length < least) return { refusal: 'short-reason', argument };
  return length > most ? bad(argument) : text;
}

function splitWords(text: string): readonly string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

function missing(argument: IncidentArgument) {
  return { refusal: 'missing-argument', argument } as const;
}

function bad(argument: IncidentArgument | null) {
  return { refusal: 'bad-argument', argument } as const;
}
