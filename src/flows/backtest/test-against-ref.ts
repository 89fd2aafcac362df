import { AppError } from '../../kernel/app-error.ts';
import type { Repository } from '../../ports/repository.ts';
import { checkOutStrategy } from './checked-out-strategy.ts';
import type { RunWatcher } from './run-ports.ts';
import { type TestedRun, type TestOrder, type TestPorts, testStrategy } from './test-strategy.ts';

/** A test with the state of the strategy at a ref as its base; null compares with nothing. */
export type RefTestOrder = Omit<TestOrder, 'base'> & { readonly ref: string | null };

/** Tests a strategy, compared with how it stands at a ref of its repository; its path is the same on both sides. */
export async function testAgainstRef(
  { ref, ...order }: RefTestOrder,
  { repository, ...ports }: TestPorts & { readonly repository: Repository | null },
  watcher: RunWatcher = {},
): Promise<TestedRun> {
  if (ref === null) return await testStrategy({ ...order, base: null }, ports, watcher);
  if (repository === null) throw new AppError('broken', 'a ref needs a repository');
  await using folder = await ports.folders.passing();
  const place = { ref, path: order.sent.strategy.path };
  const { strategy, leftOut } = await checkOutStrategy(repository, place, { folder, folders: ports.folders });
  if (leftOut.length > 0) watcher.onNotice?.(`left out of ${ref}: ${leftOut.join(', ')}`);
  return await testStrategy({ ...order, base: { strategy, target: null } }, ports, watcher);
}
