import { z } from 'zod';

/** What may not stand in a message: keys, and texts of which no longer piece may be repeated. */
interface Unspeakable {
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

const MAX_LENGTH = 160;
const KEY_PIECE = 8;
const TEXT_PIECE = 20;
/** A proxy may quote the key of the provider behind it, which we do not know. */
const KEY_SHAPED = /\b(?:sk-|AIza|Bearer\s)\S{6,}/;

/** The first sentence of a provider's explanation of an error, null when there is none or it repeats what we sent. */
export function explanationIn(body: unknown, { keys, texts }: Unspeakable): string | null {
  const words = onOneLine(wordsIn(body) ?? '');
  const [sentence = ''] = words.replace(/(https?:\/\/[^\s?#]+)[?#]\S*/g, '$1').split(/(?<=[.!?])\s/);
  const short = sentence
    .slice(0, MAX_LENGTH)
    .replaceAll('"', "'")
    .replace(/[.\s]+$/, '');
  if (short === '') return null;
  if (KEY_SHAPED.test(short) || keys.some((key) => repeats(short, key, KEY_PIECE))) return null;
  if (texts.some((text) => repeats(short, onOneLine(text), TEXT_PIECE))) return null;
  return short;
}

/** Without control and format characters, which could hide something in a terminal. */
function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

function repeats(message: string, source: string, piece: number): boolean {
  if (source === '') return false;
  const length = Math.min(piece, source.length);
  for (let start = 0; start + length <= message.length; start += 1) {
    if (source.includes(message.slice(start, start + length))) return true;
  }
  return false;
}

const Details = z.array(z.object({ msg: z.string() })).min(1);

/** Gemini, OpenAI and LiteLLM nest the message in `error`; Mistral gives it at the top, or as a list of details. */
const Explanation = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ message: z.object({ detail: Details }) }).transform(({ message }) => message.detail[0]?.msg),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
  z.object({ detail: Details }).transform(({ detail }) => detail[0]?.msg),
]);

function wordsIn(body: unknown): string | undefined {
  return Explanation.safeParse(body).data;
}
