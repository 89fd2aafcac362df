import { unknown } from '../../src/ops/reading.ts';
import type { SignalAnswer } from '../../src/ops/signal-answer.ts';
import type { SignalQuestion, SignalReply, SignalSources } from '../../src/ports/signal-source.ts';

/** What the fake says of a signal: an answer, or a whole reply. */
export type FakeAnswer = SignalAnswer | SignalReply;

/** Sources that answer by the names of signals, and what they were asked. */
export interface FakeSources extends SignalSources {
  readonly asked: readonly { readonly source: string; readonly question: SignalQuestion; readonly at: Date }[];
}

/**
 * Sources by name, each with its answers by the name of the signal. A signal that a source does not have is empty;
 * a source that is `down` is unreachable; one that is not named at all is not known to the installation.
 */
export function fakeSources(
  byName: Readonly<Record<string, Readonly<Record<string, FakeAnswer>> | 'down'>>,
): FakeSources {
  const asked: { source: string; question: SignalQuestion; at: Date }[] = [];
  return {
    asked,
    open: (source) => {
      const answers = byName[source];
      if (answers === undefined) return null;
      return {
        name: source,
        ask: async (question, at) => {
          asked.push({ source, question, at });
          return answers === 'down' ? silent(source) : replyOf(answers[question.name]);
        },
      };
    },
    close: async () => undefined,
  };
}

function replyOf(said: FakeAnswer | undefined): SignalReply {
  if (said === undefined) return { answer: unknown('empty', 'nothing came'), reservations: [], requests: 1 };
  return 'requests' in said ? said : { answer: said, reservations: [], requests: 1 };
}

function silent(source: string): SignalReply {
  return { answer: unknown('unreachable', `${source} does not answer`), reservations: [], requests: 1 };
}
