import { plainText } from './src/kernel/markdown/plain-text.ts';
import { plainBlock } from './src/kernel/markdown/plain-block.ts';
for (const u of ['界@', '> ', '<', 'a\n\n', '- a\n', '[a](b)', '` `` ']) for (const f of [plainText, plainBlock]) {
  const ms = [250e3, 500e3, 1e6, 2e6].map((n) => { const t = u.repeat(n / u.length); let best = 1e9; for (let k = 0; k < 2; k++) { const t0 = performance.now(); f(t, 600); best = Math.min(best, performance.now() - t0); } return best | 0; });
  console.log(JSON.stringify(u), f.name, ms.join(' '));
}
