import { microUsdOf } from '../kernel/micro-usd.ts';
import { embedLibrary } from './embed-library.ts';
import type { EmbedPorts } from './embed-order.ts';
import type { Committee } from './load-committee.ts';
import type { AskVectors } from './read-survey.ts';
import { matterOf } from './support-hits.ts';
import { packVectors } from './survey.ts';

/** Gets vectors for passages, and for what skills and rules ask of them, from the configured model, within what a day may cost. */
export function askVectorsWith(ports: EmbedPorts, repository: string): AskVectors {
  return async (passages, committee) => {
    const { embeddings, budget_usd } = committee.config.knowledge;
    if (embeddings === null) return { vectors: { passages: new Map(), queries: new Map() }, notes: [] };
    const order = { model: embeddings, catalog: committee.catalog, cap: microUsdOf(budget_usd), repository };
    const { note, ...vectors } = await embedLibrary({ passages, queries: standingQueries(committee) }, order, ports);
    const packed = { passages: packVectors(vectors.passages), queries: packVectors(vectors.queries) };
    return { vectors: packed, notes: note === null ? [] : [note] };
  };
}

/** What a review asks a library, none of it in the words of a change. */
function standingQueries({ skills, rules }: Committee): readonly string[] {
  return [...skills.flatMap(({ contract }) => contract.knowledge), ...rules.map(matterOf)];
}
