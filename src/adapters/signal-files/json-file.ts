import { answerOfJson, momentOfJson } from '../../ops/answer-of-json.ts';
import { judgeFreshness } from '../../ops/freshness.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer } from '../../ops/signal-answer.ts';
import type { SignalQuestion, SignalSource } from '../../ports/signal-source.ts';
import { oncePerMoment, readText, type SignalFile } from './file-text.ts';

/** A JSON file; a query is a pointer into it (RFC 6901), and so is a freshness, which names a moment. */
export function openJsonFile(file: SignalFile): SignalSource {
  const read = oncePerMoment(() => readJson(file));
  return {
    name: file.name,
    ask: async (question, at) => {
      const whole = await read(at);
      const answer = whole.kind === 'failed' ? whole.why : find(whole.value, question, at);
      return { answer, reservations: [], requests: 1 };
    },
  };
}

type Whole =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly why: UnknownReading };

async function readJson(file: SignalFile): Promise<Whole> {
  const text = await readText(file);
  if (typeof text !== 'string') return { kind: 'failed', why: text };
  try {
    return { kind: 'read', value: JSON.parse(text) };
  } catch {
    return { kind: 'failed', why: unknown('refused', `the file of ${file.name} is no JSON`) };
  }
}

function find(whole: unknown, question: SignalQuestion, at: Date): SignalAnswer | UnknownReading {
  const { name, freshness, query } = question;
  const found = follow(whole, query);
  if (found === null) return unknown('refused', `${JSON.stringify(query)} is no JSON pointer, such as /infra/pvc_pct`);
  const there = found.at(0);
  if (freshness === null) return answerOfJson(there, { ...question, sampledAt: null });
  const moment = follow(whole, freshness)?.at(0);
  if (moment === undefined)
    return unknown('empty', `nobody knows how old ${name} is: there is nothing at ${freshness}`);
  const date = momentOfJson(moment);
  return (
    judgeFreshness(date, { ...question, at }) ?? answerOfJson(there, { ...question, sampledAt: date.toISOString() })
  );
}

/** What a pointer leads to in a list of one; an empty list where it leads nowhere, null where it is no pointer. */
function follow(whole: unknown, pointer: string): readonly unknown[] | null {
  if (pointer === '') return [whole];
  if (!/^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer)) return null;
  let value = whole;
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(key)) return [];
    value = Reflect.get(value, key);
  }
  return [value];
}
