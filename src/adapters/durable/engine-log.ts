/** Where the engine's own words go. */
export interface EngineLog {
  debug(words: string): void;
  warn(words: string): void;
  error(words: string): void;
}

interface WordySink {
  info(entry: unknown): void;
  debug(entry: unknown): void;
  warn(entry: unknown): void;
  error(entry: unknown): void;
}

/** How often one and the same complaint is passed on, since an outage repeats it many times a second. */
const AGAIN_AFTER_MS = 30_000;

/** A sink for the engine's logs: its chatter is for debugging, a complaint that repeats itself is passed on rarely. */
export function quietly(log: EngineLog, now: () => number = Date.now): WordySink {
  const said = new Map<string, number>();
  const rarely = (say: (words: string) => void) => (entry: unknown) => {
    const words = wordsOf(entry);
    const last = said.get(words);
    if (last !== undefined && now() - last < AGAIN_AFTER_MS) return;
    if (said.size > 1_000) said.clear();
    said.set(words, now());
    say(words);
  };
  const chat = (entry: unknown) => log.debug(wordsOf(entry));
  return {
    info: chat,
    debug: chat,
    warn: rarely((words) => log.warn(words)),
    error: rarely((words) => log.error(words)),
  };
}

/** The first line, which says what happened; an outage has a stack in every one. */
function wordsOf(entry: unknown): string {
  const text = entry instanceof Error ? `${entry.name}: ${entry.message}` : String(entry);
  return text.split('\n', 1)[0] ?? '';
}
