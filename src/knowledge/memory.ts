const MOST_REMEMBERED = 100_000;

/** A function of a word that works each out once; a text that is all different words does not fill the memory. */
export function remembering<T>(read: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const made = read(word);
    if (known.size < MOST_REMEMBERED) known.set(word, made);
    return made;
  };
}
