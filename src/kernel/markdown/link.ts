/**
 * A link from safe Markdown to an address; only the label when the address is not http(s), `''` without a label. A
 * label that shows another address than the one it leads to stands beside the link, not on it.
 */
export function link(label: string, url: string): string {
  const address = readAddress(url);
  if (label === '' || address === undefined) return label;
  const standsBeside = showsOther(label, url) || endsEarly(label);
  return standsBeside ? `${label} ([link](${address}))` : `[${label}](${address})`;
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
  return /:\/\/|www\./i.test(shown) && shown !== url.trim();
}

/** `]:`, in code too, would make a definition of a paragraph that begins with the link. */
function endsEarly(label: string): boolean {
  return label.includes(']:');
}
