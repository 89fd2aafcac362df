import { randomUUID } from 'node:crypto';
import type { Round, Story } from '../src/adapters/durable/story.ts';
import { lookForOrders } from '../src/flows/backtest-check/order-round.ts';
import { publishBacktest } from '../src/flows/backtest-check/publish-backtest.ts';
import { hearThreads } from '../src/flows/hear-threads.ts';
import { keepGuard } from '../src/flows/keep-guard.ts';
import { keepRules } from '../src/flows/keep-rules.ts';
import { obeyCommand } from '../src/flows/obey-command.ts';
import { pickUpLeft } from '../src/flows/pick-up-round.ts';
import { receiveDelivery } from '../src/flows/receive-delivery.ts';
import { askAgain } from '../src/flows/redeliver-round.ts';
import { refreshLibrary } from '../src/flows/refresh-library.ts';
import { reviewPull } from '../src/flows/review-pull.ts';
import { takeUpPull } from '../src/flows/take-up-pull.ts';
import type { Journal } from '../src/ports/journal.ts';
import { BacktestRunOrder } from '../src/routing/backtest-run-order.ts';
import { CommandOrder, Delivery } from '../src/routing/delivery-request.ts';
import { GuardOrder } from '../src/routing/guard-order.ts';
import { HearOrder } from '../src/routing/hear-order.ts';
import { RefreshOrder } from '../src/routing/refresh-order.ts';
import { ReviewTicket, TakeUpOrder } from '../src/routing/review-ticket.ts';
import { operationsRounds, operationsStories } from './operations/stories.ts';
import type { PortsOf } from './wire.ts';

/** Every story that the app tells, with its ports; each parses what it was begun with. */
export function storiesOf(ports: PortsOf): readonly Story[] {
  return [
    story('delivery', (input, journal) => receiveDelivery(Delivery.parse(input), ports.house(journal))),
    story('look', async (input, journal) => {
      const order = TakeUpOrder.parse(input);
      const { stories, journal: own } = ports.house(journal);
      const id = await own.step('name the look', async () => randomUUID());
      const { pull, cause, again } = order;
      await own.step('begin the guard', () => stories.startGuard({ pull, cause, again }, id));
      await own.step('begin the look', () => stories.takeUp(order, id));
      await own.step('begin the rules', () => stories.judgeRules({ pull, cause, again }, id));
    }),
    story('guard', (input, journal) => {
      const order = GuardOrder.parse(input);
      return keepGuard(order, ports.pull(order.pull.repository, journal));
    }),
    story('rules-look', async (input, journal) => {
      const order = GuardOrder.parse(input);
      const { stories, journal: own } = ports.house(journal);
      const id = await own.step('name the judgement', async () => randomUUID());
      await own.step('begin the rules', () => stories.judgeRules(order, id));
    }),
    story('rules', (input, journal) => {
      const order = GuardOrder.parse(input);
      return keepRules(order, ports.pull(order.pull.repository, journal));
    }),
    story('take-up', (input, journal) => {
      const order = TakeUpOrder.parse(input);
      return takeUpPull(order, ports.pull(order.pull.repository, journal));
    }),
    story('review', async (input, journal) => {
      const ticket = ReviewTicket.parse(input);
      await reviewPull(ticket, ports.review(ticket, journal));
      await ports.countReview(ticket);
    }),
    story('command', (input, journal) => {
      const order = CommandOrder.parse(input);
      return obeyCommand(order, ports.pull(order.pull.repository, journal));
    }),
    story('backtest', (input, journal) => {
      const order = BacktestRunOrder.parse(input);
      return publishBacktest(order, ports.backtest(order.repository, journal));
    }),
    ...hearingStories(ports),
    ...operationsStories(ports),
    refreshStory(ports),
  ];
}

function refreshStory(ports: PortsOf): Story {
  return story('refresh-library', (input, journal) => {
    const order = RefreshOrder.parse(input);
    return refreshLibrary(order, ports.refresh(order.repository, journal));
  });
}

/** What is asked in conversations on lines is put off for a burst of replies, and then heard in the line of commands. */
function hearingStories(ports: PortsOf): readonly Story[] {
  return [
    story('listen', async (input, journal) => {
      const order = HearOrder.parse(input);
      const { stories, journal: own } = ports.house(journal);
      const id = await own.step('name the hearing', async () => randomUUID());
      await own.step('begin the hearing', () => stories.startHearing(order, id));
    }),
    story('hear', (input, journal) => {
      const order = HearOrder.parse(input);
      return hearThreads(order, ports.pull(order.pull.repository, journal));
    }),
  ];
}

function story(name: string, tell: (input: unknown, journal: Journal) => Promise<unknown>): Story {
  return {
    name,
    tell: async (input, journal) => {
      await tell(input, journal);
    },
  };
}

const HOUR_MS = 3_600_000;
/** How far back failed deliveries are looked for; GitHub keeps them for three days. */
const LOOK_BACK_MS = 70 * HOUR_MS;

/** What the app does by the clock. */
export function roundsOf(ports: PortsOf): readonly Round[] {
  return [
    {
      name: 'ask again for deliveries',
      schedule: '*/5 * * * *',
      tell: (at, journal) => askAgain(new Date(at.getTime() - LOOK_BACK_MS), ports.round(journal)),
    },
    {
      name: 'pick up what is left',
      schedule: '17 * * * *',
      tell: (_at, journal) => pickUpLeft(ports.round(journal)),
    },
    {
      name: 'look for backtests that did not come',
      schedule: '*/5 * * * *',
      tell: (_at, journal) => lookForOrders(ports.round(journal)),
    },
    ...operationsRounds(ports),
    {
      name: 'forget what is old',
      schedule: '41 3 * * *',
      tell: (at, journal) => ports.forget(at, journal),
    },
  ];
}
