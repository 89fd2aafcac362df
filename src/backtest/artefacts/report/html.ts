import { hashText } from '../../../kernel/hash.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, for content and for quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A JSON value as the content of a script element that is data: nothing in it can end the element or begin a comment. */
export function inlineJson(value: unknown): string {
  const asUnicode = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, asUnicode);
}

/** The source by which a content security policy allows exactly this text, such as `'sha256-…'`. */
export function policySource(text: string): string {
  return `'sha256-${Buffer.from(hashText(text), 'hex').toString('base64')}'`;
}

/** A table with a heading row; heads are text, cells are HTML. The first cell of a row heads it. */
export function htmlTable(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = head.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${cell}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return [
    `<div class="scroll"><table><caption>${escapeHtml(caption)}</caption>`,
    head.length === 0 ? '' : `<thead><tr>${heads}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
  ].join('\n');
}
