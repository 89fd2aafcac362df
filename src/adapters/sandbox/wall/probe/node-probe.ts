/** The attempts in JavaScript, for an image without Python; see the one in Python. */
export const NODE_PROBE = `
const { spawn } = require('node:child_process');
const { createSocket } = require('node:dgram');
const { lookup } = require('node:dns/promises');
const fs = require('node:fs');
const net = require('node:net');

const ask = JSON.parse(fs.readFileSync(0, 'utf8').split('\\n')[0]);
const see = {};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function attempt(work) {
  try {
    await work();
    return 'made';
  } catch (error) {
    return String(error.code ?? error.name);
  }
}

function connect(place) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(place, () => { socket.destroy(); resolve(); });
    socket.on('error', reject);
    socket.setTimeout(1000, () => { socket.destroy(); reject(new Error('timeout')); });
  });
}

function send() {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.send('probe', ask.udp, '127.0.0.1', (error) => {
      if (error) reject(error);
      else resolve();
      socket.close();
    });
  });
}

function read(path) {
  return fs.readFileSync(path, 'utf8');
}

function create(folder) {
  const path = folder + '/.conclave-probe';
  fs.closeSync(fs.openSync(path, 'wx'));
  fs.unlinkSync(path);
}

// What Node opens itself closes when another program is started; what came in does not.
function cameIn(number) {
  try {
    const flags = /^flags:\\s*([0-7]+)/m.exec(read('/proc/self/fdinfo/' + number))[1];
    return number <= 2 || (parseInt(flags, 8) & 0o2000000) === 0;
  } catch {
    return false;
  }
}

function secretIn(path) {
  try {
    return read(path).includes(ask.secret);
  } catch {
    return false;
  }
}

function ids() {
  return fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name));
}

function listFolders() {
  const folders = new Set(['/', ...read('/proc/self/mounts').trim().split('\\n').map((line) => line.split(' ')[1])]);
  for (const top of fs.readdirSync('/')) {
    folders.add('/' + top);
    if (top === 'proc' || top === 'sys') continue;
    try {
      const inside = fs.readdirSync('/' + top, { withFileTypes: true });
      for (const one of inside) if (one.isDirectory()) folders.add('/' + top + '/' + one.name);
    } catch {}
  }
  return [...folders];
}

// A process of Node has threads; all of them count.
async function startMany() {
  const children = [];
  see.refused = null;
  // The first process may be the engine's own.
  const own = (id) => id !== '1' || process.pid === 1;
  const count = () => ids().filter(own).reduce((sum, id) => {
    try { return sum + fs.readdirSync('/proc/' + id + '/task').length; } catch { return sum; }
  }, 0);
  see.started = count();
  while (see.refused === null && see.started < ask.processes) {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9e3)'], { stdio: 'ignore' });
    children.push(child);
    child.on('error', (error) => { see.refused ??= String(error.code); });
    child.on('exit', (code, signal) => { see.refused ??= String(signal ?? code); });
    await pause(60);
    see.started = Math.max(see.started, count());
  }
  for (const child of children) child.kill('SIGKILL');
}

function spin() {
  const { user, system } = process.cpuUsage();
  const begin = performance.now();
  while (performance.now() < begin + ask.spin);
  const used = process.cpuUsage();
  return (used.user + used.system - user - system) / 1000 / (performance.now() - begin);
}

(async () => {
  see.tcp = await attempt(() => connect({ port: ask.tcp, host: '127.0.0.1' }));
  see.udp = await attempt(send);
  see.abstract = await attempt(() => connect({ path: '\\0' + ask.abstract }));
  see.dns = await attempt(() => lookup(ask.host));
  see.descriptors = fs.readdirSync('/proc/self/fd').map(Number).filter(cameIn);
  see.names = Object.keys(process.env);
  const places = ['self', ...ids()].flatMap((id) => ['environ', 'cmdline'].map((part) => '/proc/' + id + '/' + part));
  see.secrets = places.filter(secretIn);
  see.file = await attempt(() => read(ask.file));
  see.writable = [];
  for (const folder of listFolders()) if ((await attempt(() => create(folder))) === 'made') see.writable.push(folder);
  see.writable.sort();
  const root = read('/proc/self/mounts').split('\\n').filter((line) => line.split(' ')[1] === '/').at(-1);
  see.root_read_only = root !== undefined && root.split(' ')[3].split(',').includes('ro');
  const fields = read('/proc/self/status').split('\\n').map((line) => line.split(':'));
  see.status = Object.fromEntries(
    fields.filter(([name]) => ask.fields.includes(name)).map(([name, value]) => [name, value.trim()]),
  );
  see.uid_map = read('/proc/self/uid_map');
  see.share = ask.spin > 0 ? spin() : null;
  await startMany();
  for (const name of ['names', 'secrets', 'writable', 'descriptors']) see[name].splice(100);
  fs.writeSync(1, JSON.stringify(see) + '\\n');
  process.exit(0);
})();
`;

/** Takes more memory until it is ended, tells after each 16 mebibytes how much it has, and at the end waits a moment. */
export const NODE_HOARDER = `
const fs = require('node:fs');

const most = Number(fs.readFileSync(0, 'utf8'));
const held = [];
try {
  while (16 * held.length < most) {
    held.push(Buffer.alloc(16 << 20, 'x'));
    fs.writeSync(1, 16 * held.length + '\\n');
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
} catch {
  fs.writeSync(1, 'refused\\n');
}
`;

/** Ignores every request to end, has a child of its own session that does too, says that it is awake, and sleeps. */
export const NODE_SLEEPER = `
const { spawn } = require('node:child_process');

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGALRM']) process.on(name, () => {});
spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60e3)'], { detached: true, stdio: 'ignore' });
console.log('awake');
setInterval(() => {}, 60e3);
`;
