import { micromark } from 'micromark';

/** A folded part. `summary` and `body` are safe Markdown; the summary is one line, the body any number of blocks. */
export function fold(summary: string, body: string): string {
  return `<details><summary>${summaryHtml(summary)}</summary>\n\n${body.trim()}\n\n</details>`;
}

const blocks = [
  'blockQuote',
  'codeFenced',
  'codeIndented',
  'definition',
  'headingAtx',
  'htmlFlow',
  'list',
  'setextUnderline',
  'thematicBreak',
];

/** Markdown is not read within a summary's line, where backticks would hold nothing; so the summary is HTML. */
function summaryHtml(summary: string): string {
  const line = summary.replace(/\s+/g, ' ').trim();
  return micromark(line, { extensions: [{ disable: { null: blocks } }] })
    .replace(/^<p>|<\/p>$/g, '')
    .replaceAll('@', '&#64;');
}
