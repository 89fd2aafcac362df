import type { ConclaveConfig } from '../config/config.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { MatrixWarning } from '../routing/idle-row.ts';
import { assembleMatrix, type KnownNames, type RoutingMatrix } from '../routing/matrix.ts';
import { checkMatrix } from '../routing/matrix-check.ts';
import { parseRoutingFile } from '../routing/routing-file.ts';

/** The matrix of a repository, checked, with the names that it may use. */
export interface Routing {
  readonly matrix: RoutingMatrix;
  readonly known: KnownNames;
  /** Rows that can never do what they seem to. */
  readonly warnings: readonly MatrixWarning[];
}

/**
 * Joins the rows of a configuration with the built-in ones and checks them; throws an AppError `bad-config` with file and
 * line for an unknown name and for rows that contradict each other wherever they match.
 */
export async function loadRouting(
  config: ConclaveConfig,
  known: KnownNames,
  program: Pick<ProgramFiles, 'routing'>,
): Promise<Routing> {
  const { text, path } = await program.routing();
  const matrix = assembleMatrix(config, parseRoutingFile(text, path));
  return { matrix, known, warnings: checkMatrix(matrix, known) };
}
