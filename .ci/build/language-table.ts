import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';
import { z } from 'zod';

const source = 'eld/src/ngrams/extrasmall.js';
const fileName = 'language-table.json';

/** What stands in for the table's module: it reads the file beside the program when a question is asked. */
const reader = `
  import { readFileSync } from 'node:fs';
  export const ngramsData = JSON.parse(readFileSync(new URL('./${fileName}', import.meta.url), 'utf8'));
`;

/** Leaves the table by which languages are told out of the code: it is a megabyte of data, not of program. */
export const withoutLanguageTable: Plugin = {
  name: 'without-language-table',
  load: (id) => (id.replaceAll('\\', '/').endsWith(`/node_modules/${source}`) ? reader : null),
};

const TableModule = z.object({ ngramsData: z.json() });

/** Puts that table into a folder as a file of its own. */
export async function writeLanguageTable(root: string, folder: string): Promise<void> {
  const { ngramsData } = TableModule.parse(await import(pathToFileURL(join(root, 'node_modules', source)).href));
  writeFileSync(join(folder, fileName), `${JSON.stringify(ngramsData)}\n`);
}
