import type { SignalQuestion, SignalReply, SignalSource } from '../../ports/signal-source.ts';
import type { WebService } from '../../ports/web.ts';
import { ageAnswer, explainNothing, freshnessQuery } from './age.ts';
import { rangeForm, shapeRuns } from './runs.ts';
import { type Found, shapeVector } from './vector.ts';
import { askPrometheus } from './wire.ts';

/**
 * A Prometheus, or whatever speaks its HTTP API. A signal takes one request, and a second one where it has a
 * freshness: to know how old a figure is, or when there last was one.
 */
export function openPrometheus(web: WebService): SignalSource {
  return { name: web.name, ask: (question, at) => ask(web, question, at) };
}

async function ask(web: WebService, question: SignalQuestion, at: Date): Promise<SignalReply> {
  const { found, warnings } = await askFigures(web, question, at);
  const { freshness } = question;
  if (found.kind === 'refused') return { answer: found.why, reservations: warnings, requests: 1 };
  if (freshness === null) {
    const answer = found.kind === 'nothing' ? explainNothing({ question, seen: null, at }) : found.answer;
    return { answer, reservations: warnings, requests: 1 };
  }
  const query = freshnessQuery(freshness, found.kind === 'answer');
  const second = await askPrometheus(web, '/api/v1/query', { query, time: secondsOf(at) });
  const age = { question, seen: second.result, at };
  return {
    answer: found.kind === 'nothing' ? explainNothing(age) : ageAnswer(found.answer, age),
    reservations: [...new Set([...warnings, ...second.warnings])],
    requests: 2,
  };
}

async function askFigures(
  web: WebService,
  question: SignalQuestion,
  at: Date,
): Promise<{ readonly found: Found; readonly warnings: readonly string[] }> {
  const isOfRuns = question.form === 'recent' || question.form === 'recent-by-crypto';
  const { result, warnings } = isOfRuns
    ? await askPrometheus(web, '/api/v1/query_range', rangeForm(question, at))
    : await askPrometheus(web, '/api/v1/query', { query: question.query, time: secondsOf(at) });
  if ('known' in result) return { found: { kind: 'refused', why: result }, warnings };
  return { found: isOfRuns ? shapeRuns(result, question, at) : shapeVector(result, question), warnings };
}

function secondsOf(at: Date): string {
  return String(at.getTime() / 1_000);
}
