import fc from 'fast-check';
import { hostileMixture } from './test/kernel/markdown/hostile-mixture.ts';
import { breachesOf } from './test/kernel/markdown/breaches.ts';
import { places } from './test/kernel/markdown/places.ts';
const n = Number(process.argv[2] ?? 300); const seed = Number(process.argv[3] ?? 1);
for (const { name, publish } of places) {
  const h = publish('harmless');
  const r = fc.check(fc.property(hostileMixture, (t) => { const b = breachesOf(publish(t), h); if (b.length) throw new Error(b.join(',') + '\n' + publish(t)); }), { numRuns: n, seed });
  if (r.failed) console.log('FAIL', name, JSON.stringify(r.counterexample), String(r.errorInstance).slice(0, 600));
}
