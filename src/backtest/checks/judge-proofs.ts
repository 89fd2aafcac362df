import { STABLE_ARTEFACTS } from '../determinism/determinism-proof.ts';
import type { CheckEvidence, Repetition, RunEvidence } from './evidence.ts';
import { type Judgement, NO_RUN, unproven } from './judgement.ts';

/** Whether decisions were made by what was known: by the proof of look-ahead, and by the bars on which orders filled. */
export function judgeLeakage({ leak, run }: CheckEvidence): Judgement {
  if (leak === null) return unproven('The proof of look-ahead was not made.');
  if (leak.answer === 'leak')
    return { wrong: orSay(leak.evidence, 'A decision changed with later bars.'), missing: [], seen: [] };
  const seen = [...leak.evidence, `${leak.decisions} decisions were the same without later bars.`];
  if (run !== null) seen.push(`All ${run.entries} entries filled on a bar after the one they were decided on.`);
  const missing: string[] = [];
  if (leak.answer === 'not_proven') missing.push('The proof of look-ahead had too little to say anything.');
  if (leak.decisions === 0) missing.push('The proof of look-ahead compared no decision.');
  if (run === null) missing.push(NO_RUN);
  return { wrong: [], missing, seen: missing.length > 0 ? leak.evidence : seen };
}

/** Whether times mean the same everywhere: the zone is stated, times increase, days are UTC days, another zone changes nothing. */
export function judgeTimeZones({ data, determinism, run }: CheckEvidence): Judgement {
  const wrong: string[] = [];
  const missing: string[] = [];
  const seen: string[] = [];
  if (data === null || data.length === 0) missing.push('It is not known in which time zone the data is.');
  for (const { symbol, zone, zone_source, timestamps } of data ?? []) {
    if (zone === null || zone_source === null) missing.push(`Nothing states the time zone of ${symbol}.`);
    else
      seen.push(
        `The ${timestamps} times of ${symbol} are in ${zone}, as the ${zone_source === 'file' ? 'file' : 'configuration'} says.`,
      );
  }
  if (run === null) missing.push(NO_RUN);
  else if (run.marks === 0) missing.push('The run marked no close.');
  else if (run.events === 0) missing.push('Nothing happened in the run, so no time of an event could be checked.');
  else
    seen.push(
      `${run.marks} closes and ${run.events} events carry the times of their bars, in ascending order, with days of UTC.`,
    );
  if (determinism === null) missing.push('The run was not repeated in another time zone.');
  else judgeZones(determinism, { wrong, missing, seen });
  return { wrong, missing, seen };
}

interface Sentences {
  readonly wrong: string[];
  readonly missing: string[];
  readonly seen: string[];
}

function judgeZones({ zones, identical, difference }: Repetition, { wrong, missing, seen }: Sentences): void {
  const others = [...new Set(zones)];
  const where = others.join(' and ');
  if (others.length < 2) missing.push(`The runs were all made in one time zone (${where || 'unknown'}).`);
  else if (identical) seen.push(`Runs in ${where} wrote the same bytes.`);
  else wrong.push(`Runs in ${where} wrote other bytes: ${difference ?? 'the difference was not told'}.`);
}

/** Whether a second process writes the same bytes. */
export function judgeReproducibility({ determinism, run }: CheckEvidence): Judgement {
  if (determinism === null)
    return unproven('The run was made once; only a second one (--twice) can show that it is the same.');
  const { runs, artefacts, identical, difference } = determinism;
  if (!identical)
    return { wrong: [`${runs} runs differ: ${difference ?? 'the difference was not told'}.`], missing: [], seen: [] };
  const missing: string[] = [];
  if (runs < 2) missing.push(`${runs} run was made; two are needed.`);
  const absent = STABLE_ARTEFACTS.filter((name) => !artefacts.includes(name));
  if (absent.length > 0) missing.push(`${absent.join(', ')} ${absent.length === 1 ? 'was' : 'were'} not compared.`);
  if (run === null) missing.push(NO_RUN);
  else if (run.orders === 0) missing.push(`${noOrderOf(run)}, so equal bytes say nothing of its decisions.`);
  const seen = [
    `${runs} processes wrote the same bytes of ${artefacts.join(', ')}${run === null ? '' : `, with ${run.orders} orders and ${run.trades} trades`}.`,
  ];
  return { wrong: [], missing, seen };
}

/** Where no order was accepted, those that were refused were refused as they came. */
function noOrderOf({ limits: { refused } }: RunEvidence): string {
  const codes = Object.keys(refused);
  const count = codes.reduce((sum, code) => sum + (refused[code] ?? 0), 0);
  if (count === 0) return 'The strategy asked for no order';
  return `Every order that the strategy asked for was refused (${count}: ${codes.join(', ')})`;
}

/** Whether bars given one by one lead to what the whole frame leads to. */
export function judgeParity({ parity }: CheckEvidence): Judgement {
  if (parity === null) return unproven('Bars were not given one by one beside the whole frame.');
  const { closes, decisions, identical, difference } = parity;
  if (!identical) {
    return {
      wrong: [`Bars given one by one lead elsewhere: ${ended(difference ?? 'the difference was not told')}`],
      missing: [],
      seen: [],
    };
  }
  const seen = [
    `Over ${closes} closes, bars given one by one lead to the same ${decisions} decisions as the whole frame.`,
  ];
  const missing = decisions === 0 ? ['Nothing was decided in either mode, so there was nothing to compare.'] : [];
  return { wrong: [], missing, seen: decisions === 0 ? [] : seen };
}

function orSay(sentences: readonly string[], otherwise: string): readonly string[] {
  return sentences.length > 0 ? sentences : [otherwise];
}

/** With one full stop at the end, also where it has one. */
function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
