import type { OpsConfig, SignalConfig } from '../../config/ops-config.ts';
import { SIGNALS, SignalName } from '../../kernel/signal-name.ts';
import { unknown } from '../../ops/reading.ts';
import type { SignalQuestion, SignalReply, SignalSource, SignalSources } from '../../ports/signal-source.ts';
import { type SignalReading, signalReading } from './signal-reading.ts';

/** What is to be read: how each signal is asked for, who is asked, and of which moment. */
export interface SignalOrder {
  readonly ops: Pick<OpsConfig, 'sources' | 'signals'>;
  readonly sources: Pick<SignalSources, 'open'>;
  readonly at: Date;
  /** Only these signals; all that there are where it is left out. */
  readonly only?: readonly SignalName[];
}

/** Every signal with its reading, and what it took to read them. */
export interface ReadSignals {
  readonly readings: ReadonlyMap<SignalName, SignalReading>;
  /** Reservations of sources, each with its signal, in the order of the signals. */
  readonly reservations: readonly string[];
  readonly requests: number;
  /** Whether sources are configured for signals and none of them could be asked or answered. */
  readonly allUnreachable: boolean;
}

/** How many signals are asked for at once. */
const AT_ONCE = 8;

/** How often in a row a source may fail before the rest of its signals is not asked for. */
const PATIENCE = 3;

/** Asks the sources for every signal; what fails, is missing or is not configured is unknown, never an exception. */
export async function readSignals({ ops, sources, at, only }: SignalOrder): Promise<ReadSignals> {
  const names = only ?? SignalName.options;
  const contacts = openContacts(ops, sources);
  const replies = new Map<SignalName, SignalReply>();
  const left = names.values();
  const work = async (): Promise<void> => {
    for (const name of left) replies.set(name, await ask(name, ops.signals[name], { contacts, at }));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, names.length) }, work));
  const inOrder = names.flatMap((name) => {
    const reply = replies.get(name);
    return reply === undefined ? [] : [{ name, reply }];
  });
  const all = [...contacts.values()];
  return {
    readings: new Map(inOrder.map(({ name, reply }) => [name, signalReading(reply.answer, name, SIGNALS[name].form)])),
    reservations: inOrder.flatMap(({ name, reply }) => reply.reservations.map((words) => `${name}: ${words}`)),
    requests: inOrder.reduce((sum, { reply }) => sum + reply.requests, 0),
    allUnreachable: all.some(({ asked }) => asked > 0) && all.every(({ asked, failed }) => asked === failed),
  };
}

/** A source while its signals are asked for. */
interface Contact {
  readonly source: SignalSource | null;
  asked: number;
  failed: number;
}

interface Circumstances {
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly at: Date;
}

function openContacts(ops: SignalOrder['ops'], sources: SignalOrder['sources']): ReadonlyMap<string, Contact> {
  return new Map(
    Object.entries(ops.sources).map(([name, { kind }]) => [
      name,
      { source: sources.open(name, kind), asked: 0, failed: 0 },
    ]),
  );
}

async function ask(
  name: SignalName,
  signal: SignalConfig | undefined,
  { contacts, at }: Circumstances,
): Promise<SignalReply> {
  if (signal === undefined) return nobody('not-configured', `ops.signals has no ${name}`);
  const contact = contacts.get(signal.source);
  if (contact === undefined || contact.source === null) {
    if (contact !== undefined) countFailure(contact);
    return nobody('not-configured', `this installation knows no source ${signal.source} for this repository`);
  }
  if (contact.failed >= PATIENCE && contact.failed === contact.asked) {
    return nobody('unreachable', `not asked, since ${signal.source} did not answer ${contact.failed} times before`);
  }
  const reply = await contact.source.ask(questionOf(name, signal), at);
  if ('known' in reply.answer && SILENT.includes(reply.answer.why)) countFailure(contact);
  else contact.asked += 1;
  return reply;
}

function countFailure(contact: Contact): void {
  contact.asked += 1;
  contact.failed += 1;
}

const SILENT: readonly string[] = ['unreachable', 'timed-out'];

function nobody(why: 'not-configured' | 'unreachable', words: string): SignalReply {
  return { answer: unknown(why, words), reservations: [], requests: 0 };
}

/** What configuration takes for `by` where nothing is said; names are those of pods then. */
const USUAL_BY = 'crypto';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function questionOf(name: SignalName, signal: SignalConfig): SignalQuestion {
  const { form } = SIGNALS[name];
  return {
    name,
    form,
    query: signal.query,
    freshness: signal.freshness ?? null,
    maxAgeSeconds: secondsOf(signal.max_age),
    by: form === 'names' && signal.by === USUAL_BY ? 'pod' : signal.by,
    run: signal.run,
    windowSeconds: secondsOf(signal.window),
  };
}

/** Seconds of a duration as configuration writes it: `90s`, `10m`, `36h`, `7d`. */
function secondsOf(duration: string): number {
  return Number.parseInt(duration, 10) * (SECONDS[duration.slice(-1)] ?? Number.NaN);
}
