import { INSPECTION_FILE, Inspection } from '../../backtest/inspection/static-check.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { RunFolders } from '../../ports/run-folders.ts';

/** Keeps what was found out about a strategy where its artefacts would have been, and says where; that it cannot be kept hides no error of the strategy. */
export async function keepInspection(inspection: Inspection, target: string, folders: RunFolders): Promise<string> {
  try {
    await using staging = await folders.staging(target);
    await folders.write(staging, INSPECTION_FILE, `${JSON.stringify(Inspection.parse(inspection), null, 2)}\n`);
    const [path = INSPECTION_FILE] = await folders.keep(staging, target);
    return `kept: ${path}`;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return `${INSPECTION_FILE} was not kept: ${error.message}`;
  }
}
