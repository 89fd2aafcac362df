import { askLibrary } from '../../flows/ask-library.ts';
import { renderError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { renderAnswerText, renderUnread } from './answer-text.ts';
import { noDocuments, openGround, portsOf } from './ground.ts';
import { parseAskOptions } from './options.ts';

/** `conclave knowledge ask`: prints the passages that answer a question best; returns the exit code. */
export async function ask(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseAskOptions(rawOptions, terminal);
  const { question, limit, base, json } = options;
  const ground = await openGround(options, terminal);
  const { ports, notes } = await portsOf(ground);
  const answer = await askLibrary({ question, limit }, ground.source, ports);
  const told = { ...answer, question, commit: ground.source.commit, notes: [...notes, ...answer.notes] };
  if (json) terminal.output.write(`${disarmJson(JSON.stringify(asJson(told), null, 2))}\n`);
  else terminal.output.write(disarm(renderAnswerText(told, terminal.output)));
  for (const note of told.notes) terminal.errors.write(`conclave: ${note}\n`);
  terminal.errors.write(renderUnread(answer.unread));
  if (answer.documents === 0) terminal.errors.write(`conclave: ${renderError(noDocuments(ground.knowledge, base))}\n`);
  return answer.found.length > 0 ? EXIT.passed : EXIT.failed;
}

type Told = Awaited<ReturnType<typeof askLibrary>> & { readonly question: string; readonly commit: string };

function asJson({ question, commit, documents, passages, found, unread, notes }: Told) {
  return {
    question,
    commit,
    documents,
    passages,
    found: found.map(({ passage, score, lexical, vector }, index) => {
      const { id, path, line, endLine, headings, text } = passage;
      return { rank: index + 1, score, lexical, vector, id, path, line, endLine, headings, text };
    }),
    unread,
    notes,
  };
}
