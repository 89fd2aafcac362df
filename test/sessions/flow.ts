import { Readable } from 'node:stream';
import { openFileArchive } from '../../src/adapters/archive/file-archive.ts';
import { readDiffFile } from '../../src/adapters/files/diff-file.ts';
import { createModels } from '../../src/adapters/models/models.ts';
import { readModelSettings } from '../../src/adapters/models/settings.ts';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import type { Session } from '../../src/committee/session.ts';
import type { Catalog } from '../../src/finops/catalog.ts';
import { holdSession } from '../../src/flows/hold-session.ts';
import { NO_ANSWERS } from '../../src/flows/no-answers.ts';
import { prepareReview } from '../../src/flows/prepare-review.ts';
import { NO_ORIGIN } from '../../src/flows/review-order.ts';
import { NO_PAST } from '../../src/flows/round-request.ts';
import type { SessionRequest } from '../../src/flows/session-request.ts';
import type { ModelRequest } from '../../src/ports/models.ts';
import type { SessionEvent } from '../../src/ports/witness.ts';
import { plainScanner } from '../fixtures/plain-scanner.ts';
import { sessionOf } from '../fixtures/session-of.ts';
import { unwrittenMoney } from '../fixtures/unwritten-money.ts';
import { audit } from './audit.ts';
import type { Stage } from './stage.ts';

/** A session below the command, for what no option can set. */
export interface HeldFlow {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
}

/** What a session of the skill `ops` on the stage's diff is held on. */
export async function prepareFlow({ diff }: Stage): Promise<SessionRequest> {
  const { change } = await readDiffFile({ file: diff, folder: null, input: Readable.from([]) });
  const order = {
    subject: { kind: 'change', change },
    sessionType: null,
    question: null,
    issue: null,
    description: null,
    experts: ['ops'],
    models: {},
    consolidate: true,
    budget: null,
    rehearsal: null,
    anyway: false,
    origin: NO_ORIGIN,
    past: NO_PAST,
  } as const;
  const ground = { program: openProgramFiles('0.0.0'), base: null };
  return sessionOf(await prepareReview(order, ground, { scanner: plainScanner }));
}

/** Holds a session with the real models adapter over the stage's services, and audits it. */
export async function holdFlow(
  stage: Stage,
  request: SessionRequest,
  alter: (request: ModelRequest) => ModelRequest = (same) => same,
): Promise<HeldFlow> {
  const models = createModels(readModelSettings(stage.environment));
  const events: SessionEvent[] = [];
  const { session } = await holdSession(request, {
    models: { ...models, ask: (asked) => models.ask(alter(asked)) },
    answers: NO_ANSWERS,
    journal: { step: (_name, effect) => effect() },
    archive: openFileArchive(stage.out),
    money: unwrittenMoney,
    clock: { now: Date.now },
    witness: (event) => events.push(event),
  });
  if (stage.violations().length > 0) throw new Error(`what no service would take: ${stage.violations().join('; ')}`);
  audit({ session, files: stage.files(), served: stage.served, catalog: request.catalog });
  return { session, events };
}

/** The catalog with other windows for some models. */
export function withWindows(catalog: Catalog, windows: Readonly<Record<string, number>>): Catalog {
  const models = catalog.models.map((model) => ({ ...model, windowTokens: windows[model.id] ?? model.windowTokens }));
  return { ...catalog, models };
}
