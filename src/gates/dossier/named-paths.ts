import { readTextBlocks } from '../../kernel/markdown/reading/text-block.ts';
import type { Home } from '../guarded-pull.ts';

/** The paths that a body may mean, in text, inline code and link targets; most of them are none of a file. */
export function namedPaths(body: string, home: Home | null): readonly string[] {
  const blocks = readTextBlocks(body, { code: 'inline', quotes: true, unticked: true });
  const words = blocks.flatMap(({ text, targets }) => [...targets, ...wordsOf(text)]);
  return [...new Set(words.flatMap((word) => pathsIn(word, home)))];
}

const BETWEEN = /[\s"'`«»“”‘’()<>[\]{},;|=\ufffc]+/u;

function wordsOf(text: string): readonly string[] {
  return text.split(BETWEEN).flatMap((word) => {
    const plain = word.replace(/[.!?:]+$/, '');
    if (plain === '') return [];
    const colon = plain.includes('://') ? -1 : plain.lastIndexOf(':');
    return colon < 0 ? [plain] : [plain, plain.slice(colon + 1)];
  });
}

/** What a word may mean: the path itself, or the path behind the commit of an address. */
function pathsIn(word: string, home: Home | null): readonly string[] {
  const bare = decoded(word.replace(/[?#].*$/s, ''));
  const address = /^https?:\/\/([^/]+)\/([^/]+)\/([^/]+)\/(?:blob|raw|blame|edit)\/(.+)$/i.exec(bare);
  if (address === null) {
    const path = bare.replace(/^(?:\.?\/)+/, '');
    const inBlob = /^(?:\.\.\/)*(?:blob|raw)\/(.+)$/.exec(path)?.[1];
    return inBlob === undefined ? [path] : [path, ...tailsOf(inBlob)];
  }
  const [, host = '', owner = '', name = '', rest = ''] = address;
  return isHome({ host, owner, name }, home) ? tailsOf(rest) : [];
}

/** A branch may hold slashes, so that the path begins behind any of the first ones. */
function tailsOf(rest: string): readonly string[] {
  const segments = rest.split('/').slice(0, MOST_SEGMENTS);
  return segments.slice(1).map((_, index) =>
    rest
      .split('/')
      .slice(index + 1)
      .join('/'),
  );
}

const MOST_SEGMENTS = 12;

function isHome(given: Home, home: Home | null): boolean {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  if (home === null) return same(given.host, 'github.com');
  return same(given.host, home.host) && same(given.owner, home.owner) && same(given.name, home.name);
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
