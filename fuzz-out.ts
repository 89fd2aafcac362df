import fc from 'fast-check';
import { hostileMixture } from './test/kernel/markdown/hostile-mixture.ts';
import { places } from './test/kernel/markdown/places.ts';
const n = Number(process.argv[2]); const seed = Number(process.argv[3]);
const samples = fc.sample(hostileMixture, { numRuns: n, seed });
for (const { name, publish } of places) console.log(JSON.stringify({ name, h: publish('harmless'), s: samples.map((t) => [t.toWellFormed(), publish(t)]) }));
