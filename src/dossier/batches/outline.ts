import { quoteText } from '../../kernel/quotation.ts';
import { asCell } from '../cell.ts';
import { onOneLine } from '../one-line.ts';
import type { DossierPart } from '../part.ts';
import { nameFiles } from './name.ts';

/** Which part of a large dossier a reading is, and what stands in the others. */
export interface DossierBatch {
  readonly number: number;
  readonly of: number;
  /** One line for each of the other batches, or for as many as there is room for. */
  readonly others: readonly string[];
}

/** Says which batch of how many this is and what the others hold, so that a reader knows what is not shown. */
export function renderBatch({ number, of, others }: DossierBatch): string {
  const head = `## Batch ${number} of ${of}\n\nThe same seat reads the other batches apart; they hold:`;
  return `${head}\n\n${quoteText('batches', others.join('\n'))}`;
}

/** Names of files that a line tells. */
const MOST_NAMES = 3;

/** Tells a batch from the others in one short line: `2: src/risk (limits.py, orders.py and 10 more files), 830 lines`. */
export function outlineBatch(number: number, parts: readonly DossierPart[]): string {
  const [part] = parts;
  if (parts.length === 1 && part !== undefined) return onOneLine(`${number}: ${asCell(part.path)}${rangeOf(part)}`);
  const lines = parts.reduce((sum, one) => sum + one.lines.length, 0);
  const name = nameFiles(parts.map(({ path }) => path));
  return onOneLine(`${number}: ${asCell(`${name} (${nameSome(parts)})`)}, ${lines} lines`);
}

function nameSome(parts: readonly DossierPart[]): string {
  const names = parts.slice(0, MOST_NAMES).map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  const rest = parts.length - names.length;
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more ${rest === 1 ? 'file' : 'files'}`;
}

/** The first and the last line of a part, which may be cut. */
function rangeOf({ lines }: DossierPart): string {
  const numbers = lines.flatMap(({ number }) => (number === null ? [] : [number]));
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === undefined ? '' : `, lines ${first} to ${last}`;
}
