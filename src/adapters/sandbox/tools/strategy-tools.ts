import { basename } from 'node:path';
import type { StaticCheck, StrategyTests } from '../../../backtest/inspection/static-check.ts';
import { languageOf } from '../../../evidence/language.ts';
import { isAppError } from '../../../kernel/app-error.ts';
import type { SentStrategy, StrategyTools, ToolWatch } from '../../../ports/strategy-tools.ts';
import { Garbage } from '../strategy-host/incoming.ts';
import type { Words } from '../strategy-host/protocol.ts';
import type { WallChoice, WallEngine } from '../wall/wall-engine.ts';
import { BrokerDesk } from './broker-desk.ts';
import { MOST_MARKET_FLOATS } from './broker-service.ts';
import { readInspected, unprovenCheck, WALLED_CHECKS } from './inspected.ts';
import { readTested, unprovenTests } from './tested.ts';
import { startToolProgram, type ToolProgram, WORK } from './tool-program.ts';
import { checkTypescriptStructure } from './typescript-structure.ts';

/** Behind which wall strategies are examined; another engine than that of the choice is for tests. */
export interface ToolsOptions {
  readonly wall: WallChoice;
  readonly engine?: WallEngine;
}

/**
 * Examines strategies behind a wall. Inspection and tests run in processes of their own, since the tests run code of the
 * strategy, and what is said of the file must not hang on that. Tools that break give no answer, which is said.
 */
export function openStrategyTools({ wall, ...rest }: ToolsOptions): StrategyTools {
  const start = (sent: SentStrategy, watch: ToolWatch) => startToolProgram({ choice: wall, ...rest }, sent, watch);
  return {
    inspect: async (sent, watch = {}) => {
      if (languageOf(sent.strategy.path) !== 'python') return inspectTypescript(sent);
      const reduced = { strategy: sent.strategy, tests: [] };
      return orBroken(
        () => withProgram(start(reduced, watch), (program) => inspect(program, sent)),
        (reason) => WALLED_CHECKS.map((id) => unprovenCheck(id, reason)),
      );
    },
    test: async (sent, watch = {}) => {
      if (languageOf(sent.strategy.path) !== 'python') {
        return unprovenTests('tests of strategies in TypeScript are not run behind the wall');
      }
      return orBroken(() => withProgram(start(sent, watch), (program) => test(program, sent)), unprovenTests);
    },
  };
}

function inspectTypescript({ strategy }: SentStrategy): readonly StaticCheck[] {
  const structure = checkTypescriptStructure(strategy.path, new TextDecoder().decode(strategy.bytes));
  const others = WALLED_CHECKS.filter((id) => id !== 'structure').map((id) => ({
    id,
    answer: 'not_applicable' as const,
    tool: null,
    findings: [],
    reason: `${id} reads Python, and this is TypeScript`,
  }));
  return [structure, ...others];
}

/** What a process behind the wall does wrong is known of it then; what is wrong with us, or with the wall, is thrown. */
async function orBroken<T>(work: () => Promise<T>, broken: (reason: string) => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input' || error.facts.where === 'tests') throw error;
    return broken(error.message);
  }
}

async function withProgram<T>(starting: Promise<ToolProgram>, work: (program: ToolProgram) => Promise<T>): Promise<T> {
  const program = await starting;
  try {
    return await work(program);
  } finally {
    await program.talk.end();
  }
}

function inspect({ talk, limit }: ToolProgram, { strategy }: SentStrategy): Promise<readonly StaticCheck[]> {
  return talk.ask({
    order: { kind: 'inspect', strategy: `${WORK}/${strategy.path}` },
    limit,
    doing: () => 'inspected',
    read: ({ words, line }) => {
      const checks = readInspected(words, strategy.path);
      if (checks === null) throw new Garbage(line);
      return checks;
    },
  });
}

type Heard =
  | { readonly kind: 'broker'; readonly id: number; readonly body: unknown; readonly floats: Float64Array }
  | { readonly kind: 'tested'; readonly tests: StrategyTests };

/** Share of its time that a process may spend on the tests. */
const TEST_SHARE = 0.9;

/** Most requests to brokers in one run of the tests. */
const MOST_REQUESTS = 5_000_000;

async function test({ talk, limit }: ToolProgram, { strategy, tests }: SentStrategy): Promise<StrategyTests> {
  const desk = new BrokerDesk();
  const until = performance.now() + limit;
  const paths = tests.map(({ path }) => path).filter(isTestFile);
  if (paths.length === 0) return unprovenTests('none of the files is named test_… or …_test.py');
  let order: { readonly words: Words; readonly floats?: Float64Array } = {
    words: {
      kind: 'pytest',
      strategy: `${WORK}/${strategy.path}`,
      tests: paths.map((path) => `${WORK}/${path}`),
      // They are ended before the wall ends everything, so that it can be said.
      seconds: Math.floor((limit * TEST_SHARE) / 1_000),
    },
  };
  for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
    const heard: Heard = await talk.ask({
      order: order.words,
      ...(order.floats === undefined ? {} : { floats: order.floats }),
      limit: Math.max(1, until - performance.now()),
      mostFloats: MOST_MARKET_FLOATS,
      doing: () => 'tested',
      read: ({ words, floats, line }) => readHeard(words, floats, line),
    });
    if (heard.kind === 'tested') return heard.tests;
    const { body, floats } = await desk.answer(heard.body, heard.floats);
    order = {
      words: { kind: 'broker-answer', id: heard.id, body },
      ...(floats === undefined ? {} : { floats }),
    };
  }
  return unprovenTests(`the tests asked brokers more than ${MOST_REQUESTS} times`);
}

function isTestFile(path: string): boolean {
  return /^test_.*\.py$|_test\.py$/.test(basename(path));
}

function readHeard(words: Words, floats: Float64Array, line: string): Heard {
  const { kind, id, body } = words;
  if (kind === 'broker' && typeof id === 'number') return { kind, id, body, floats };
  const tests = readTested(words);
  if (tests === null) throw new Garbage(line);
  return { kind: 'tested', tests };
}
