import type { PullRef } from '../../src/change/pull-request.ts';
import type { ReviewPorts } from '../../src/flows/review-pull.ts';
import { reviewPull } from '../../src/flows/review-pull.ts';
import { type TakenUp, takeUpPull } from '../../src/flows/take-up-pull.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Changes } from '../fakes/github/repositories.ts';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { holdCommand } from './command.ts';
import { type GitDeeds, gitDeeds } from './deeds.ts';
import type { Flaw } from './flaw.ts';
import { type LivedRound, readRound, toldNow } from './lived-round.ts';
import { type Cast, castSeats, GOOD, type Manner } from './seats.ts';
import type { LifeStage } from './stage.ts';

/** How a pull request begins. */
export interface LifeOrder {
  /** What stands on the base branch. */
  readonly files: Readonly<Record<string, string>>;
  /** What the pull request changes. */
  readonly changes: Changes;
  readonly flaws: readonly Flaw[];
  readonly config?: string;
}

/** A pull request from its opening to its end. */
export interface Life extends GitDeeds {
  readonly pull: Pull;
  readonly repository: Repository;
  readonly cast: Cast;
  /** The reviews so far. */
  readonly rounds: readonly LivedRound[];
  push(changes: Changes): void;
  /** Replaces all commits by one. */
  squash(changes: Changes): void;
  /** Commits on the base branch. */
  commitOnBase(changes: Changes): void;
  /** Plants more faults. */
  plant(flaws: readonly Flaw[]): void;
  /** Looks at the pull request and tells the review that it is due; fails when none is. */
  review(manner?: Partial<Manner>): Promise<LivedRound>;
  /** The same where nothing may be due. */
  look(): Promise<TakenUp>;
  /** A comment of a person, which is obeyed at once; returns our answer. */
  say(by: string, body: string): Promise<string>;
  /** Tells the review that a command began. */
  follow(manner?: Partial<Manner>): Promise<LivedRound>;
}

/** What runs at once and is not recorded: the database holds what matters. */
const AT_ONCE: Journal = { step: (_name, effect) => effect() };

let lives = 0;

/** Opens a pull request by `wim` in a repository of its own, in which `mia` is a maintainer. */
export function beginLife(stage: LifeStage, order: LifeOrder): Life {
  const { github } = stage;
  lives += 1;
  const config = order.config ?? CONFIG;
  const name = `life-${lives}`;
  const repository = github.addRepository({
    ...{ owner: 'acme', name },
    files: { 'README.md': `# ${name}\n`, '.github/conclave.yml': config, ...order.files },
  });
  github.addCollaborator(repository, 'mia', 'maintain');
  github.addCollaborator(repository, 'wim', 'write');
  const { changes } = order;
  const pull = github.openPull(repository, { title: 'feat: size positions', author: 'wim', head: 'work', changes });
  const flaws = [...order.flaws];
  const cast = castSeats(() => flaws);
  const rounds: LivedRound[] = [];
  const ref: PullRef = {
    repository: { id: repository.id, owner: 'acme', name, installation: github.installationOf(repository).id },
    number: pull.number,
  };
  const ports = () => stage.ports.pull(ref.repository, AT_ONCE);
  const look = () =>
    takeUpPull({ pull: ref, cause: `look ${rounds.length} ${pull.headSha}`, asked: null, again: false }, ports());
  const follow = async (manner: Partial<Manner> = {}) => {
    const ticket = stage.tickets.shift();
    if (ticket === undefined) throw new Error('no review was begun');
    cast.direct(rounds.length + 1, { ...GOOD, ...manner });
    const already = cast.asked.length;
    const toldBefore = toldNow(github.conversation(pull));
    const reviewing: ReviewPorts = { ...stage.ports.review(ticket, AT_ONCE), models: cast.models };
    await reviewPull(ticket, reviewing);
    const round = await readRound(stage, {
      ref,
      pull,
      before: rounds.at(-1) ?? null,
      toldBefore,
      asked: cast.asked.slice(already),
    });
    rounds.push(round);
    return round;
  };
  return {
    ...gitDeeds(pull),
    ...{ pull, repository, cast, rounds, look, follow },
    push: (more) => github.push(pull, more),
    // Another message makes another commit, also of the same tree within the same second.
    squash: (all) => github.forcePush(pull, all, `${pull.title} (${rounds.length})`),
    commitOnBase: (more) => github.commit(repository, { branch: pull.base, changes: more, author: 'mia' }),
    plant: (more) => flaws.push(...more),
    review: async (manner) => {
      await look();
      return follow(manner);
    },
    say: (by, body) => holdCommand(github, { ref, pull, by, body }, ports()),
  };
}

const CONFIG = 'version: 1\ncommittee:\n  budget_usd: 50\n  budget_usd_per_day: 1000\n  strangers: review\n';
