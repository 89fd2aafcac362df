/** The folder behind the wall into which everything is written that is sent. */
const WALL_FOLDER = '/tmp/conclave';

/**
 * What Node runs behind a wall: it takes files in over standard input, writes them below a folder, and hands over to the
 * one that it is to start.
 */
export const BOOT = `
const { mkdirSync, readSync, writeFileSync, writeSync } = require('node:fs');
const { dirname, join } = require('node:path');
const root = '${WALL_FOLDER}';
let held = Buffer.alloc(0);
const read = (chunk) => {
  for (;;) {
    try { return readSync(0, chunk); }
    catch (error) { if (error.code !== 'EAGAIN') throw error; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1); }
  }
};
const more = () => {
  const chunk = Buffer.alloc(1048576);
  const count = read(chunk);
  if (count === 0) process.exit(0);
  held = Buffer.concat([held, chunk.subarray(0, count)]);
};
while (held.indexOf(10) === -1) more();
const end = held.indexOf(10);
const head = JSON.parse(held.subarray(0, end).toString());
held = held.subarray(end + 1);
for (const { path, bytes } of head.files) {
  while (held.length < bytes) more();
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), held.subarray(0, bytes), { flag: 'wx' });
  held = held.subarray(bytes);
}
import(join(root, head.start)).then(({ serve }) => {
  writeSync(1, JSON.stringify({ v: 1, n: head.n, kind: 'ready' }) + '\\n');
  return serve({ root });
});
`;

/** What Node runs without a wall: the program whose address it is given. */
export const START_LOCALLY = `import(process.argv[1]).then(({ serve }) => serve({ root: null }));`;
