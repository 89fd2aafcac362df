/** What a stretch of HTML in Markdown adds to what a reader sees, with its place in the stretch. */
export type HtmlPart =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'link'; readonly target: string; readonly at: number }
  /** The end of a paragraph, a row, a cell. */
  | { readonly kind: 'break' };

/** Which elements stand open, from one piece of HTML to the next. */
export interface HtmlState {
  /** An unclosed comment, which only HTML can close. */
  inComment: boolean;
  /** The script or style that is open. */
  raw: string | null;
  /** Open elements whose text does not count, by name. */
  readonly silent: Map<string, number>;
}

/** A state in which nothing is open. */
export function noHtml(): HtmlState {
  return { inComment: false, raw: null, silent: new Map() };
}

/** Whether what stands here is seen and counts. */
export function counts({ inComment, raw, silent }: HtmlState): boolean {
  return !inComment && raw === null && silent.size === 0;
}

const RAW = new Set(['script', 'style']);

/** Elements that stand within a line of text. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font g-emoji i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/iy;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** Reads one piece of HTML and changes the state by what it opens and closes; the text of `silent` elements does not count. */
export function scanHtml(html: string, state: HtmlState, silent: ReadonlySet<string>): readonly HtmlPart[] {
  const parts: HtmlPart[] = [];
  let at = 0;
  while (at < html.length) at = scanPart(html, at, { state, silent, parts });
  return parts;
}

interface Scan {
  readonly state: HtmlState;
  readonly silent: ReadonlySet<string>;
  readonly parts: HtmlPart[];
}

function scanPart(html: string, at: number, scan: Scan): number {
  const { state } = scan;
  if (state.inComment) return endComment(html, at, state);
  if (state.raw !== null) return endRaw(html, at, state);
  if (html.startsWith('<!--', at)) return openComment(html, at, state);
  TAG.lastIndex = at;
  const tag = html[at] === '<' ? TAG.exec(html) : null;
  if (tag !== null) {
    readTag(tag, scan);
    return TAG.lastIndex;
  }
  const next = html.indexOf('<', at + 1);
  const end = next < 0 ? html.length : next;
  if (counts(state)) scan.parts.push({ kind: 'text', text: html.slice(at, end), at });
  return end;
}

function openComment(html: string, at: number, state: HtmlState): number {
  const empty = /<!--(?:>|->)/y;
  empty.lastIndex = at;
  if (empty.test(html)) return empty.lastIndex;
  state.inComment = true;
  return at + '<!--'.length;
}

function endComment(html: string, at: number, state: HtmlState): number {
  const end = html.indexOf('-->', at);
  if (end < 0) return html.length;
  state.inComment = false;
  return end + '-->'.length;
}

function endRaw(html: string, at: number, state: HtmlState): number {
  const end = html.toLowerCase().indexOf(`</${state.raw}`, at);
  if (end < 0) return html.length;
  state.raw = null;
  const close = html.indexOf('>', end);
  return close < 0 ? html.length : close + 1;
}

function readTag(tag: RegExpExecArray, { state, silent, parts }: Scan): void {
  const [, slash, given = '', attributes = ''] = tag;
  const name = given.toLowerCase();
  const isEnd = slash === '/';
  if (RAW.has(name)) {
    state.raw = isEnd ? null : name;
    return;
  }
  if (silent.has(name)) nest(state.silent, name, isEnd ? -1 : 1);
  if (!INLINE.has(name)) parts.push({ kind: 'break' });
  if (name !== 'a' || isEnd || !counts(state)) return;
  const [, double, single, bare] = HREF.exec(attributes) ?? [];
  const target = double ?? single ?? bare;
  if (target !== undefined) parts.push({ kind: 'link', target, at: tag.index });
}

function nest(open: Map<string, number>, name: string, by: number): void {
  const depth = (open.get(name) ?? 0) + by;
  if (depth > 0) open.set(name, depth);
  else open.delete(name);
}
