import fc from 'fast-check';
import { hostileMixture } from './test/kernel/markdown/hostile-mixture.ts';
import { breachesEverywhere, places } from './test/kernel/markdown/places.ts';
const n = Number(process.argv[2] ?? 300); const seed = Number(process.argv[3] ?? 1);
const seen = new Set<string>();
for (const t of fc.sample(hostileMixture, { numRuns: n, seed })) for (const b of breachesEverywhere(t)) if (!seen.has(b)) { seen.add(b); console.log(b, JSON.stringify(t)); }
