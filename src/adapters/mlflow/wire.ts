import { z } from 'zod';
import { removeInvisible } from '../../kernel/invisible.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { WebAnswer, WebQuestion, WebService } from '../../ports/web.ts';
import { parseWithNaN } from './json-with-nan.ts';

const Failure = z.object({ error_code: z.string(), message: z.string().default('') });

/** Asks the REST API of MLflow, version 2.0; the answer is checked against its schema. */
export async function askMlflow<T>(
  web: WebService,
  question: Omit<WebQuestion, 'form'>,
  schema: z.ZodType<T>,
): Promise<{ readonly value: T } | UnknownReading> {
  const answer = await web.ask({ ...question, path: `/api/2.0/mlflow/${question.path}` });
  if ('known' in answer) return answer;
  const value = parseWithNaN(answer.body);
  const failure = Failure.safeParse(value);
  if (answer.status !== 200) {
    return failure.success ? wordFailure(failure.data, answer.status, web.name) : wordStatus(answer, web.name);
  }
  if (value === undefined) return unknown('refused', `${web.name} answers with ${wordStranger(answer)}`);
  const read = schema.safeParse(value);
  return read.success ? { value: read.data } : unknown('wrong-shape', `${web.name} gave an answer of another shape`);
}

function wordFailure({ error_code, message }: z.infer<typeof Failure>, status: number, name: string): UnknownReading {
  const words = `${name} refuses (${status} ${shorten(error_code)}): ${shorten(message)}`;
  if (error_code === 'RESOURCE_DOES_NOT_EXIST') return unknown('missing', words);
  if (error_code === 'TEMPORARILY_UNAVAILABLE' || status >= 500) return unknown('unreachable', words);
  return unknown('refused', words);
}

function wordStatus(answer: WebAnswer, name: string): UnknownReading {
  const { status } = answer;
  if (status === 401 || status === 403) return unknown('refused', `${name} refuses the credentials (${status})`);
  if (status >= 500) return unknown('unreachable', `${name} or what stands before it fails (${status})`);
  return unknown('refused', `${name} refuses the question (${status}) with ${wordStranger(answer)}`);
}

function wordStranger({ contentType }: WebAnswer): string {
  return contentType === 'text/html' ? 'a page of HTML, as a login page is' : 'something that is no JSON';
}

function shorten(text: string): string {
  return removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
