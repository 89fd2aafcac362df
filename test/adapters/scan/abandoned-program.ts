/** A program that reads code and closes nothing: `once` ends by itself, `hanging` is still reading when it is killed. */
import { openScanner } from '../../../src/adapters/scan/scanner.ts';
import { NO_SURROUNDINGS } from '../../../src/evidence/surroundings.ts';
import { addedFile } from '../../evidence/change-of.ts';
import { DEEP_CALLS, SLOW } from './slow-rule.ts';

const text = process.argv[2] === 'hanging' ? DEEP_CALLS : 'f()\n';
const { read } = await openScanner({ idle: 600_000 }).scan(addedFile('src/a.py', text), [SLOW], NO_SURROUNDINGS);
process.stdout.write(`read ${read.length}\n`);
