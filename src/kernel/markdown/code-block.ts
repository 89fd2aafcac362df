import { removeInvisible } from '../invisible.ts';
import { findClosingReferences } from './closing-reference.ts';
import { longestBacktickRun } from './code-span.ts';
import { disarmMarkers } from './marker.ts';

/**
 * Raw text as a fenced block that nothing in it can end. Three things that act in code too are changed visibly: our own
 * markers, a line that begins like a command (`\/merge`), and a closing keyword before a reference (`Fixes (#1)`).
 * `language` is the product's own word for the highlighting; anything but a plain name is left out.
 */
export function codeBlock(text: string, language: string): string {
  const visible = removeInvisible(text).text.replace(/\s+$/, '');
  const content = disarmCommands(partReferences(disarmMarkers(visible)));
  const fence = '`'.repeat(Math.max(3, longestBacktickRun(content) + 1));
  const name = /^[A-Za-z0-9+#.-]{1,30}$/.test(language) ? language : '';
  return `${fence}${name}\n${content}\n${fence}`;
}

function disarmCommands(text: string): string {
  return text.replace(/^([^\S\n]*)\/(?=[a-z])/gim, '$1\\/');
}

function partReferences(text: string): string {
  let parted = '';
  let done = 0;
  for (const { start, end } of findClosingReferences(text)) {
    if (start < done) continue;
    parted += `${text.slice(done, start)}(${text.slice(start, end)})`;
    done = end;
  }
  return parted + text.slice(done);
}
