import { describe, expect, it } from 'vitest';
import { plainBlock } from '../../../src/kernel/markdown/plain-block.ts';

const review = `## Two problems

The **scaler** sees all rows:
see \`fit\`.

- the scaler
  is fitted too early
- fees are zero

1. fix it
2. run again

\`\`\`python
for row in rows:
    \`pass\`
\`\`\`
Then stop.

> quoted

| a | b |
|---|---|
| 1 | 2 |`;

const published = `\\## Two problems

The scaler sees all rows:
see \`fit\`.

• the scaler is fitted too early\\
• fees are zero\\
1\\. fix it\\
2\\. run again

\`for row in rows:\`\\
\`\`     \`pass\` \`\`\\
Then stop.

\\> quoted

\\| a \\| b \\|
\\|---\\|---\\|
\\| 1 \\| 2 \\|`;

describe('a plain block', () => {
  it('keeps paragraphs and the look of lists and code, and shows all other structure as text', () => {
    expect(plainBlock(review, 2000)).toBe(published);
  });

  it('keeps a command from the beginning of every line', () => {
    expect(plainBlock('/merge\n/approve\n\n/close', 100)).toBe('`/merge`\n`/approve`\n\n`/close`');
  });

  it('is cut with a visible note', () => {
    expect(plainBlock('first line\nsecond line\n\nthird line', 32)).toBe('first line\nsecond line … (cut)');
  });

  it('parts a closing keyword from a reference on the next line', () => {
    expect(plainBlock('this fixes\n#1', 100)).toBe('this fixes\n(`#1`)');
  });
});
