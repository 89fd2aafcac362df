import type { Remember } from '../src/flows/judge-rules.ts';

/** How many things are kept; what a pull request is judged on again while its checks end. */
const MOST_KEPT = 40;

/** Keeps the last few things that were made, by their keys; what failed is made anew. */
export function rememberLast<T>(most = MOST_KEPT): Remember<T> {
  const kept = new Map<string, Promise<T>>();
  return async (key, make) => {
    const made = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
