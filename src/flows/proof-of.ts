import type { Proof } from '../committee/draft.ts';
import { citableOf } from '../dossier/dossier.ts';
import { symbolsIn } from '../evidence/symbol.ts';
import type { SessionRequest } from './session-request.ts';

/** What the claims of a session are checked against. */
export function proofOf({ dossier, sources, symbols }: SessionRequest): Proof {
  const { evidence, library } = dossier;
  return { ...citableOf(dossier), evidence, library, symbolOf: symbolsIn(sources, symbols) };
}
