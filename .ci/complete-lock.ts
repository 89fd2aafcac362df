import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLockFile, findMissingRecords, LockFile } from './lock-file.ts';

const path = join(import.meta.dirname, '../package-lock.json');
const lock = LockFile.parse(JSON.parse(readFileSync(path, 'utf8')));
const missing = findMissingRecords(lock);

if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completeLockFile(lock), null, 2)}\n`);
process.stdout.write(`package-lock.json: ${missing.length} records added\n`);
