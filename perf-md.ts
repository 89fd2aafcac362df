import { plainText } from './src/kernel/markdown/plain-text.ts';
import { plainBlock } from './src/kernel/markdown/plain-block.ts';
import { inlineCode } from './src/kernel/markdown/inline-code.ts';
import { codeBlock } from './src/kernel/markdown/code-block.ts';
import { link } from './src/kernel/markdown/link.ts';
const N = 1_000_000;
const units = ['[', '*', '`', '_', '~', 'a ', '- ', '* ', '@a ', '@', '&', '&a', ':a', ':', 'fix ', 'fix-', 'fix:', 'fixes #1 ', '[](a', '[a](b', '![', '**a ', '**a** ', '` `` ', '\\', '|', '\n', '- a\n', '```\n', '~~~a\n', '> ', '#', '# ', '1. ', '$', '$1', '<', '<!--', '<!-- conclave', 'deadbeef', 'deadbeef ', '0', 'é', '界@', '(', ')', '"', ' ', '\t', '\r\n', 'a\n\n', '[a](b)', '@)', '\u200b', '\u001b[', 'www.', '/a\n', 'gh-1 ', 'a`b``c```d', '(((@)))', '_a', '__a__', 'a[b]', 'a<b>', '*a', 'fix\n', 'a/', 'x.x/'];
for (const u of units) {
  const text = u.repeat(Math.ceil(N / u.length));
  const rows: string[] = [];
  for (const [name, f] of Object.entries({ t: () => plainText(text, 600), T: () => plainText(text, 3_000_000), b: () => plainBlock(text, 600), i: () => inlineCode(text), c: () => codeBlock(text, '') })) {
    const t0 = performance.now(); try { f(); } catch (e) { rows.push(`${name} THROW ${String(e).slice(0, 60)}`); continue; }
    const ms = performance.now() - t0; if (ms > 700) rows.push(`${name} ${ms.toFixed(0)}`);
  }
  if (rows.length) console.log(JSON.stringify(u), rows.join(' '));
}
let s = ''; for (let i = 1; s.length < N; i++) s += '`'.repeat(i) + ' '; let t0 = performance.now(); plainText(s, 600); console.log('runs', performance.now() - t0);
s = '('.repeat(N); t0 = performance.now(); link(s, 'https://x.example/' + s); console.log('link', performance.now() - t0);
