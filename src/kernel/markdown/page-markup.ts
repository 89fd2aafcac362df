import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Markdown of our own as HTML for a page: raw HTML in it stays text, and dangerous addresses are left out. */
export function pageMarkup(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}
