import { redactSecrets } from '../change/secrets.ts';
import { findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { isAppError } from '../kernel/app-error.ts';
import { hashTexts } from '../kernel/hash.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { EmbedLimits } from '../ports/library.ts';
import { embedBatch, type TextToEmbed } from './embed-batch.ts';
import type { EmbedOrder, EmbedPorts } from './embed-order.ts';

/** The vectors of all texts by their words, or none and in a sentence why. */
export type EmbeddedTexts =
  | { readonly kind: 'embedded'; readonly vectors: ReadonlyMap<string, readonly number[]> }
  | { readonly kind: 'words-alone'; readonly note: string };

/** Raised when the same text would get another vector. */
const VERSION = '1';

/** Most texts of one question, so that their vectors fit into memory. */
const MOST_TEXTS = 10_000;

/** Most characters of one text that are embedded. */
const LONGEST_TEXT = 4_000;

/**
 * Gives each text its vector: from the shelf, or else from the model, within what the day may cost. All or none, since
 * passages without a vector would rank behind those that have one; what was paid for is kept for the next time. Throws
 * an AppError `bad-config` for a model whose price is not known; whatever fails outside is told in the answer.
 */
export async function embedTexts(
  texts: readonly string[],
  order: EmbedOrder,
  ports: EmbedPorts,
): Promise<EmbeddedTexts> {
  findModel(order.catalog, order.model, 'embedding');
  const wanted = [...new Set(texts)].filter((text) => text.trim() !== '');
  if (wanted.length > MOST_TEXTS) {
    return byWords(`${wanted.length} passages are more than the ${MOST_TEXTS} that get a vector`);
  }
  try {
    const hashes = new Map(wanted.map((text) => [hashTexts([VERSION, order.purpose, text]), text]));
    const found = new Map(await ports.shelf.findVectors(order.model, [...hashes.keys()]));
    const missing = [...hashes].filter(([hash]) => !found.has(hash)).map(prepare);
    const why = await embedMissing(missing, found, { order, ports });
    if (why !== null) return byWords(why);
    return weigh(new Map([...hashes].map(([hash, text]) => [text, found.get(hash) ?? []])), order.model);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'outside-failed') throw error;
    return byWords(error.message);
  }
}

/** What leaves the house holds no credential, and is not too long. */
function prepare([hash, text]: readonly [string, string]): TextToEmbed {
  const shown = redactSecrets('text', text).text.slice(0, LONGEST_TEXT).toWellFormed();
  return { hash, text: shown, tokens: estimateTokens(shown) };
}

interface Embedding {
  readonly order: EmbedOrder;
  readonly ports: EmbedPorts;
}

/** Adds the vectors of what is missing, batch by batch; returns why it stopped, null when it did not. */
async function embedMissing(
  missing: readonly TextToEmbed[],
  found: Map<string, readonly number[]>,
  { order, ports }: Embedding,
): Promise<string | null> {
  if (missing.length === 0) return null;
  const reach = ports.embedder.reach(order.model);
  if (reach.kind === 'no-key') return `${order.model} cannot be asked here: set ${reach.variables.join(' or ')}`;
  if (reach.kind !== 'ready')
    return `${order.model} cannot be asked: its provider is none of ${reach.known.join(', ')}`;
  for (const batch of batchesOf(missing, ports.embedder.limits(order.model))) {
    const outcome = await embedBatch(batch, order, ports);
    if (outcome.kind === 'failed') return outcome.why;
    for (const [hash, vector] of outcome.vectors) found.set(hash, vector);
  }
  return null;
}

function batchesOf(texts: readonly TextToEmbed[], limits: EmbedLimits): readonly (readonly TextToEmbed[])[] {
  const batches: TextToEmbed[][] = [];
  let tokens = 0;
  for (const text of texts) {
    const batch = batches.at(-1);
    tokens += text.tokens;
    if (batch !== undefined && batch.length < limits.texts && tokens <= limits.tokens) batch.push(text);
    else {
      batches.push([text]);
      tokens = text.tokens;
    }
  }
  return batches;
}

/** Vectors of two lengths cannot be compared; the name of the model stands for another one by now. */
function weigh(vectors: ReadonlyMap<string, readonly number[]>, model: ModelId): EmbeddedTexts {
  const lengths = new Set([...vectors.values()].map(({ length }) => length));
  if (lengths.size <= 1) return { kind: 'embedded', vectors };
  return byWords(`the vectors of ${model} that were kept have another length than the new ones`);
}

function byWords(why: string): EmbeddedTexts {
  return { kind: 'words-alone', note: `Passages were ranked by words alone: ${why.replace(/\.$/, '')}.` };
}
