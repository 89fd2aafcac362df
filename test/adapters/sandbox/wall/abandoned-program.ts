/** A program that puts up a wall, says the mark of the process behind it and clears nothing away. */
import { randomBytes } from 'node:crypto';
import { openWallEngine } from '../../../../src/adapters/sandbox/wall/opened-engine.ts';
import type { WallChoice } from '../../../../src/adapters/sandbox/wall/wall-engine.ts';

const { choice, program } = JSON.parse(process.argv[2] ?? '') as { choice: WallChoice; program: string };
const mark = randomBytes(12).toString('hex');
const walled = await openWallEngine(choice).start({
  image: choice.image,
  settings: choice.settings,
  surroundings: 'usual',
  command: ['python3', '-s', '-P', '-B', '-c', program, mark],
});
walled.output.once('data', () => process.stdout.write(`${mark}\n`));
await walled.end;
