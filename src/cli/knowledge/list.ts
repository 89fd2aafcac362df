import { type LibraryReading, readLibrary } from '../../flows/read-library.ts';
import { renderError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { noDocuments, openGround } from './ground.ts';
import { renderListText } from './list-text.ts';
import { parseListOptions } from './options.ts';

/** `conclave knowledge list`: lists the documents that may be cited; returns the exit code. */
export async function list(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseListOptions(rawOptions, terminal);
  const { knowledge, source, place } = await openGround(options, terminal);
  const reading = await readLibrary(source, place.shelf);
  if (options.json) terminal.output.write(`${disarmJson(JSON.stringify(asJson(reading, source.commit), null, 2))}\n`);
  else terminal.output.write(disarm(renderListText(reading, terminal.output)));
  for (const note of reading.notes) terminal.errors.write(`conclave: ${note}\n`);
  if (reading.documents.length > 0) return EXIT.passed;
  terminal.errors.write(`conclave: ${renderError(noDocuments(knowledge, options.base))}\n`);
  return EXIT.failed;
}

function asJson({ documents, unread, notes }: LibraryReading, commit: string) {
  const listed = documents.map(({ path, record, pieces }) => ({ path, record, passages: pieces.length }));
  return { commit, documents: listed, unread, notes };
}
