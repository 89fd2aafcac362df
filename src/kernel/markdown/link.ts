/**
 * A link from safe Markdown to an address; only the label when the address is not http(s), or when the label shows
 * another address than the one it leads to; `''` without a label.
 */
export function link(label: string, url: string): string {
  const address = readAddress(url);
  if (label === '' || address === undefined || showsOther(label, url)) return label;
  return `[${label}](${address})`;
}

function readAddress(url: string): string | undefined {
  const parsed = URL.parse(url.trim());
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return undefined;
  return parsed.href.replace(/[^\w:/?#&=%.,;@!$'+~-]/g, percentEncode).replaceAll('&', '&amp;');
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function showsOther(label: string, url: string): boolean {
  const shown = label.replace(/[`\\\s]/g, '');
  return /:\/\/|^www\./i.test(shown) && shown !== url.trim();
}
