import { posix } from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Documents by path, relative to the repository. */
export type Documents = Readonly<Record<string, string>>;

/** One sentence for every link to a file or heading that is not there; web and mail addresses are not asked. */
export function findDeadLinks(documents: Documents, exists: (path: string) => boolean): readonly string[] {
  return Object.entries(documents).flatMap(([path, text]) =>
    linksOf(text).flatMap(({ url, line }) => {
      const fault = findFault(path, url, documents, exists);
      return fault === null ? [] : [`${path}:${line}: ${url} ${fault}`];
    }),
  );
}

interface Link {
  readonly url: string;
  readonly line: number;
}

function findFault(path: string, url: string, documents: Documents, exists: (path: string) => boolean): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return null;
  const [file = '', anchor] = url.split('#');
  const target = file === '' ? path : posix.join(posix.dirname(path), decodeURIComponent(file));
  if (target.startsWith('..') || url.startsWith('/')) return 'leaves the repository';
  if (!exists(target)) return 'leads to no file';
  const text = documents[target];
  if (anchor === undefined || text === undefined) return null;
  return anchorsOf(text).includes(decodeURIComponent(anchor)) ? null : 'leads to no heading';
}

function parseMarkdown(text: string): Nodes {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function* everyNode(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* everyNode(child);
}

function linksOf(text: string): Link[] {
  return [...everyNode(parseMarkdown(text))].flatMap((node) =>
    node.type === 'link' || node.type === 'image' || node.type === 'definition'
      ? [{ url: node.url, line: node.position?.start.line ?? 1 }]
      : [],
  );
}

/** The anchors GitHub gives to headings: lower case, punctuation dropped, a number behind a repeated one. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...everyNode(parseMarkdown(text))].flatMap((node) => {
    if (node.type !== 'heading') return [];
    const words = [...everyNode(node)].map((each) => ('value' in each ? each.value : '')).join('');
    const slug = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return [before === 0 ? slug : `${slug}-${before}`];
  });
}
