import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';

const [home = '', ...flags] = process.argv.slice(2);
const database = await openDatabase({ home, url: null, flags });
process.stdout.write(`${database.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  database.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
