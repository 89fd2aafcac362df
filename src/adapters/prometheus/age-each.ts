import { judgeFreshness } from '../../ops/freshness.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalAnswer, SignalFigure } from '../../ops/signal-answer.ts';
import type { SignalQuestion } from '../../ports/signal-source.ts';
import { momentIn } from './moment.ts';
import { shapeVector } from './vector.ts';
import type { QueryResult } from './wire.ts';

type ByCrypto = Extract<SignalAnswer, { readonly form: 'by-crypto' | 'recent-by-crypto' }>;

/** What each crypto's age is judged by. */
interface EachAge {
  readonly question: SignalQuestion;
  /** A freshness that names a moment for each crypto. */
  readonly seen: QueryResult;
  readonly at: Date;
}

/** The answer, with the cryptos unknown that are too old; it is of the oldest moment among those that count. */
export function ageEach(answer: ByCrypto, { question, seen, at }: EachAge): SignalAnswer | UnknownReading {
  const found = shapeVector(seen, { ...question, name: `the freshness of ${question.name}`, form: 'by-crypto' });
  if (found.kind === 'refused') return found.why;
  const moments = found.kind === 'answer' && found.answer.form === 'by-crypto' ? found.answer.of : new Map();
  const ages = new Map(
    [...answer.of.keys()].map((crypto) => [crypto, ageOf(moments.get(crypto), crypto, { question, at })]),
  );
  const counting = [...ages.values()].filter((age) => age instanceof Date);
  const sampledAt = counting.length === 0 ? null : new Date(Math.min(...counting.map(Number))).toISOString();
  const tooOld = (crypto: string): UnknownReading | null => {
    const age = ages.get(crypto);
    return age === undefined || age instanceof Date ? null : age;
  };
  if (answer.form === 'by-crypto') {
    return { ...answer, sampledAt, of: mapEach(answer.of, (figure, crypto) => tooOld(crypto) ?? figure) };
  }
  return { ...answer, sampledAt, of: mapEach(answer.of, (figures, crypto) => listOf(tooOld(crypto)) ?? figures) };
}

function ageOf(
  seconds: SignalFigure | undefined,
  crypto: string,
  { question, at }: Pick<EachAge, 'question' | 'at'>,
): Date | UnknownReading {
  const name = `${question.name} of ${crypto}`;
  if (seconds === undefined) return unknown('empty', `nobody knows how old ${name} is`);
  const moment = momentIn(seconds, name);
  return 'known' in moment ? moment : (judgeFreshness(moment, { ...question, name, at }) ?? moment);
}

function listOf(figure: UnknownReading | null): readonly SignalFigure[] | null {
  return figure === null ? null : [figure];
}

function mapEach<T>(of: ReadonlyMap<string, T>, map: (value: T, crypto: string) => T): ReadonlyMap<string, T> {
  return new Map([...of].map(([crypto, value]) => [crypto, map(value, crypto)]));
}
