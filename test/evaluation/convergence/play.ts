import { filesOf } from '../../fakes/github/commits.ts';
import { contentOf } from '../../fakes/github/git-objects.ts';
import { beginLife, type Life } from '../../lives/life.ts';
import type { LifeStage } from '../../lives/stage.ts';
import { decideOnSome, openIn, pushNext } from './author.ts';
import { openChance } from './chance.ts';
import { brokenIn, lostOf, onCleared, repeatsOf, type Sent, sentIn } from './measure.ts';
import { badManner } from './noise.ts';
import { changesFrom, headTexts, makeProject, textsOf } from './project.ts';

/** What came of one life. */
export interface Played {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
  readonly pushes: number;
  readonly reviews: number;
  /** Whether nothing was open at last. */
  readonly ended: boolean;
  readonly faults: number;
  readonly lost: number;
  /** Claims that were raised and opened nothing. */
  readonly dropped: number;
  readonly again: readonly string[];
  readonly cleared: readonly string[];
  readonly broken: readonly string[];
  readonly sent: readonly Sent[];
  readonly usd: number;
}

/** Reviews after which a life is given up. */
const MOST_REVIEWS = 16;
/** Reviews that every life has, so that it sees its pushes. */
const LEAST_REVIEWS = 5;

/** Which life is lived. */
export interface LifePlan {
  readonly number: number;
  readonly seed: number;
  /** See the temper of the seats. */
  readonly forgetful: number;
}

/** Lives one generated life to its end. */
export async function playLife(stage: LifeStage, { number, seed, forgetful }: LifePlan): Promise<Played> {
  const chance = openChance(seed);
  const project = makeProject(chance);
  const base = textsOf(project.base);
  const changes = changesFrom(base, headTexts(project));
  const life = beginLife(stage, { files: Object.fromEntries(base), changes, flaws: project.flaws });
  const sent: Sent[] = [];
  await life.review(badManner(chance, { canBeAway: false, forgetful }));
  while (!isOver(life) && life.rounds.length < MOST_REVIEWS) {
    await decideOnSome(life, project.flaws, chance);
    const already = project.flaws.length;
    pushNext(life, project, chance);
    life.plant(project.flaws.slice(already));
    const taken = await life.look();
    if (taken.kind !== 'begun') continue;
    await life.follow(badManner(chance, { canBeAway: true, forgetful }));
    sent.push(...(await sentIn(life.rounds.slice(-2))));
  }
  const { rounds } = life;
  const [first] = rounds;
  return {
    name: `${number}`,
    files: first?.session.coverage.files.length ?? 0,
    lines: first?.session.coverage.files.reduce((sum, { changed_lines }) => sum + changed_lines, 0) ?? 0,
    pushes: life.pull.heads.length - 1,
    reviews: rounds.length,
    ended: openIn(life).length === 0,
    faults: project.flaws.length,
    lost: lostOf(rounds, project.flaws).length,
    dropped: rounds.reduce((sum, { round }) => sum + round.dropped.length, 0),
    again: repeatsOf(rounds, project.flaws),
    cleared: onCleared(rounds, (commit) => textsAt(life, commit)),
    broken: brokenIn(rounds),
    sent,
    usd: rounds.reduce((sum, { session }) => sum + session.finops.totals.micro_usd, 0) / 1_000_000,
  };
}

function isOver(life: Life): boolean {
  return life.rounds.length >= LEAST_REVIEWS && openIn(life).length === 0;
}

function textsAt({ repository: { objects } }: Life, commit: string): ReadonlyMap<string, string> {
  const files = [...filesOf(objects, commit)];
  return new Map(files.map(([path, { sha }]) => [path, contentOf(objects, sha, 'blob').toString('utf8')]));
}
