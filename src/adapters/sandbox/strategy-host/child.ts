/**
 * The process of one strategy: it loads the file, and from then on only reads an order, obeys it and writes the answer,
 * so that no timer and no promise of the strategy ever has its turn. What it knows of the market has come over its
 * standard input.
 */
import { resolve } from 'node:path';
import { AppError, isAppError, messageOf } from '../../../kernel/app-error.ts';
import { endWithParent } from '../parent-watch.ts';
import { loadStrategy } from '../strategy-file.ts';
import { OrderReader, type ReceivedOrder, send } from './descriptor.ts';
import { bytesOf, MOST_LINE_BYTES, PROTOCOL } from './protocol.ts';
import { type OpenWords, type Told, TypeScriptDesk } from './typescript-desk.ts';

/** Obeys until the stream of orders ends. Without a wall, `root` is null and the process ends with the one that started it. */
export async function serve({ root }: { readonly root: string | null }): Promise<void> {
  if (root === null) endWithParent();
  keepPrintsApart();
  const reader = new OrderReader();
  let desk: TypeScriptDesk | null = null;
  for (let order = reader.receive(); order !== null; order = reader.receive()) {
    const opened: TypeScriptDesk | Told | null = order.words.kind === 'open' ? await open(order, root) : null;
    if (opened instanceof TypeScriptDesk) desk = opened;
    const told = opened === null ? answer(order, desk) : opened instanceof TypeScriptDesk ? opened.opened() : opened;
    tell(order.number, told);
  }
  process.exit();
}

/** What the strategy prints goes to standard error, since standard output holds the answers. */
function keepPrintsApart(): void {
  const { stderr } = process;
  Object.defineProperty(process, 'stdout', { get: () => stderr, configurable: true });
  globalThis.console = new console.Console(stderr, stderr);
}

async function open({ words }: ReceivedOrder, root: string | null): Promise<TypeScriptDesk | Told> {
  try {
    const order = words as unknown as OpenWords;
    const strategy = await loadStrategy(root === null ? order.strategy : resolve(root, order.strategy));
    return new TypeScriptDesk(strategy, order);
  } catch (error) {
    return refusalOf(error);
  }
}

function answer(order: ReceivedOrder, desk: TypeScriptDesk | null): Told {
  try {
    if (desk === null) throw new AppError('broken', 'an order came before a strategy was opened');
    return desk.obey(order);
  } catch (error) {
    return refusalOf(error);
  }
}

function tell(number: number, { words, floats = [] }: Told): void {
  const count = floats.reduce((sum, { length }) => sum + length, 0);
  const line = lineOf(number, words, count);
  if (line.length <= MOST_LINE_BYTES) send([line, ...floats.map(bytesOf)]);
  else send([lineOf(number, { kind: 'refused', what: 'the strategy asked for more than an answer may hold' }, 0)]);
}

function lineOf(number: number, words: Told['words'], count: number): Buffer {
  const head = `{"v":${PROTOCOL},"n":${number},${count === 0 ? '' : `"floats":${count},`}`;
  const rest = typeof words === 'string' ? words : JSON.stringify(words).slice(1, -1);
  return Buffer.from(`${head}${rest}}\n`, 'utf8');
}

function refusalOf(error: unknown): Told {
  if (!isAppError(error)) return { words: { kind: 'refused', what: messageOf(error) } };
  const { expected, advice } = error.facts;
  return { words: { kind: 'refused', what: error.message, expected, advice } };
}
