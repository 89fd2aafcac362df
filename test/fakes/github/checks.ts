import { presentCheck } from './presented/check-run.ts';
import {
  type Account,
  type AppIdentity,
  accountOf,
  appAccount,
  type Check,
  type Repository,
  timestamp,
  type World,
} from './world.ts';

/** What a check run shows; undefined fields of an update stay as they are. */
export interface CheckWriting {
  readonly name?: string | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly status?: Check['status'] | undefined;
  readonly conclusion?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly output?: CheckWritingOutput | undefined;
}

interface CheckWritingOutput {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly text?: string | undefined;
  readonly annotations?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** Where a check run stands and whose it is. */
export interface CheckPlace {
  readonly repository: Repository;
  readonly app: AppIdentity;
  readonly headSha: string;
}

/** Makes a check run, which becomes the newest of its name. */
export function addCheck(world: World, place: CheckPlace, writing: CheckWriting): Check {
  const check: Check = {
    ...place,
    id: world.nextId(),
    name: '',
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    edits: 0,
  };
  write(world, check, writing);
  world.checks.set(check.id, check);
  tell(world, check, check.status === 'completed' ? 'completed' : 'created');
  return check;
}

/** Writes a check run over; annotations are added to those that stand. */
export function updateCheck(world: World, check: Check, writing: CheckWriting): void {
  const before = check.status;
  write(world, check, writing);
  check.edits += 1;
  if (check.status === 'completed' && before !== 'completed') tell(world, check, 'completed');
}

/** A person asks for a check run once more. */
export function rerequestCheck(world: World, check: Check, sender: Account): void {
  tell(world, check, 'rerequested', sender);
}

function write(world: World, check: Check, writing: CheckWriting): void {
  const { output = {}, conclusion, status, ...rest } = writing;
  const { annotations = [], ...texts } = output;
  assignKnown(check, rest);
  assignKnown(check, texts);
  check.annotations.push(...annotations);
  const now = timestamp(world.now());
  check.startedAt ??= now;
  if (conclusion !== undefined) {
    Object.assign(check, { conclusion, status: 'completed', completedAt: writing.completedAt ?? now });
  } else if (status !== undefined) {
    Object.assign(check, { status, ...(status === 'completed' ? {} : { conclusion: null, completedAt: null }) });
  }
}

function assignKnown(check: Check, values: object): void {
  Object.assign(check, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
}

/** An app that may read checks is told when those of others are made and done. */
function tell(world: World, check: Check, action: string, sender = writerOf(world, check)): void {
  world.announce({
    event: 'check_run',
    repository: check.repository,
    sender,
    payload: { action, check_run: presentCheck(world, check) },
  });
}

function writerOf(world: World, { app }: Check): Account {
  return app.id === world.app.id ? appAccount(world) : accountOf(world, `${app.slug}[bot]`);
}
