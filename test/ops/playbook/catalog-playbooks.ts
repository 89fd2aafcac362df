import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlaybookFile, readPlaybooks } from '../../../src/ops/playbook/library.ts';

const FOLDER = join(import.meta.dirname, '../../../catalog/playbooks');

/** Every committed playbook as text. */
export const PLAYBOOK_FILES: readonly PlaybookFile[] = readdirSync(FOLDER).map((name) => ({
  fileName: `catalog/playbooks/${name}`,
  text: readFileSync(join(FOLDER, name), 'utf8'),
}));

/** Every committed playbook. */
export const LIBRARY = readPlaybooks(PLAYBOOK_FILES);
