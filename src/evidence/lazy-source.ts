import { languageOf } from './language.ts';
import { openSource, type Source } from './source.ts';

/** A text that is parsed when somebody first asks for its tree. */
export interface LazySource {
  /** Null when there is no text, its language is not read, or it cannot be read. */
  readonly read: () => Source | null;
  /** Why what was asked for could not be read, whole or in part; null when nobody asked. */
  readonly trouble: () => string | null;
}

/** Opens a text of a file, null when there is none. */
export function openLazily(path: string, text: string | null): LazySource {
  let opened: { readonly source: Source | null; readonly trouble: string | null } | undefined;
  return {
    read: () => {
      opened ??= open(path, text);
      return opened.source;
    },
    trouble: () => opened?.trouble ?? null,
  };
}

function open(path: string, text: string | null): { source: Source | null; trouble: string | null } {
  if (text === null || languageOf(path) === null) return { source: null, trouble: null };
  const source = openSource(path, text);
  if (source.kind === 'unreadable') return { source: null, trouble: source.reason };
  return { source, trouble: source.errorLine === null ? null : `line ${source.errorLine}: syntax error` };
}
