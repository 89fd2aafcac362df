import { findClosingReferences } from './closing-reference.ts';
import { disarmMarkers } from './marker.ts';

/**
 * Raw text as Markdown code in one line, the same inside a table cell and outside: at a pipe the code is interrupted,
 * because a pipe in code is written in two ways; a reference behind a closing keyword stands in parentheses.
 */
export function renderCodeSpan(text: string): string {
  return disarmMarkers(text.replaceAll('\n', ' ')).split('|').map(renderPart).join('\\|');
}

function renderPart(part: string): string {
  let markdown = '';
  let done = 0;
  for (const { start, end } of findClosingReferences(part)) {
    if (start < done) continue;
    markdown += `${fenced(part.slice(done, start))}(${fenced(part.slice(start, end))})`;
    done = end;
  }
  return markdown + fenced(part.slice(done));
}

function fenced(content: string): string {
  if (content.trim() === '') return content === '' ? '' : ' ';
  const isIndented = content.startsWith('  ');
  const inner = isIndented ? content.trimEnd() : content.trim();
  const fence = '`'.repeat(longestBacktickRun(inner) + 1);
  const pad = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  const [before, after] = [content.startsWith(' ') && !isIndented ? ' ' : '', content.endsWith(' ') ? ' ' : ''];
  return `${before}${fence}${pad}${inner}${pad}${fence}${after}`;
}

/** Length of the longest run of backticks in a text. */
export function longestBacktickRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
