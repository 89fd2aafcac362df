import { judgeFreshness } from '../../ops/freshness.ts';
import { type ParsedLog, parseLog } from '../../ops/log-line.ts';
import { unknown } from '../../ops/reading.ts';
import type { SignalQuestion, SignalReply, SignalSource } from '../../ports/signal-source.ts';
import { oncePerMoment, readText, type SignalFile } from './file-text.ts';
import { answerOfEvents, datedEvents, newestOf } from './log-answer.ts';
import { type LogQuery, readLogQuery } from './log-query.ts';

/**
 * A file of structured lines `event=… key=value`. A query is such a line itself: `event=run_done field=passed` asks for
 * a field of events, `take=count` for their number, and any other key for the events that have it so. A freshness is
 * the name of the field with the moment of an event; it is `ts` where none is said.
 */
export function openLogFile(file: SignalFile): SignalSource {
  const read = oncePerMoment(async () => {
    const text = await readText(file);
    return typeof text === 'string' ? parseLog(text) : text;
  });
  return {
    name: file.name,
    ask: async (question, at) => {
      const log = await read(at);
      if ('known' in log) return { answer: log, reservations: [], requests: 1 };
      const query = readLogQuery(question.query);
      if ('known' in query) return { answer: query, reservations: [], requests: 1 };
      return reply(log, { query, question, at });
    },
  };
}

interface LogOrder {
  readonly query: LogQuery;
  readonly question: SignalQuestion;
  readonly at: Date;
}

function reply(log: ParsedLog, order: LogOrder): SignalReply {
  return { answer: judge(log, order), reservations: wordMalformed(log), requests: 1 };
}

/** Where no freshness is said, events may be as old as the window. */
function judge({ events }: ParsedLog, { query, question, at }: LogOrder): SignalReply['answer'] {
  const { name, freshness, windowSeconds, maxAgeSeconds } = question;
  const moment = freshness ?? USUAL_MOMENT;
  const dated = datedEvents(events, { query, moment });
  if ('known' in dated) return dated;
  // That there are none can only be counted in a log that is still written to.
  const newest = query.take === 'count' ? newestOf(events, moment) : (dated[0]?.at ?? null);
  if (newest === null) return unknown('missing', `the log has no event ${query.event} for ${name}`);
  const limit = freshness === null ? windowSeconds : maxAgeSeconds;
  const unfit = judgeFreshness(newest, { name, at, maxAgeSeconds: limit });
  if (unfit !== null) return unfit;
  const from = at.getTime() - windowSeconds * 1_000;
  const inWindow = dated.filter((event) => event.at.getTime() > from);
  return answerOfEvents(inWindow, { query, question, sampledAt: newest.toISOString() });
}

const USUAL_MOMENT = 'ts';

function wordMalformed({ malformed }: ParsedLog): readonly string[] {
  const [first] = malformed;
  if (first === undefined) return [];
  const count = malformed.length === 1 ? 'one line cannot be read' : `${malformed.length} lines cannot be read`;
  return [`${count}, the first is line ${first.line}: ${first.why}`];
}
