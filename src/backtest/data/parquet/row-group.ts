import { type AsyncBuffer, type FileMetaData, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Rows of a file to read, from `rowStart` up to and without `rowEnd`, and the columns that are wanted of them. */
export interface RowRange {
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** The values of columns by their names. */
export type GroupValues = ReadonlyMap<string, readonly unknown[]>;

/** Reads a range of rows column by column. */
export async function readRowGroup(file: AsyncBuffer, range: RowRange): Promise<GroupValues> {
  const { metadata, columns, rowStart, rowEnd } = range;
  const values = new Map(columns.map((name): [string, unknown[]] => [name, []]));
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [...columns],
    rowStart,
    rowEnd,
    onChunk: ({ columnName, columnData, rowStart: from }) => {
      const column = values.get(columnName) ?? [];
      // A chunk may begin before the range and reach beyond it.
      const first = Math.max(0, rowStart - from);
      const last = Math.min(columnData.length, rowEnd - from);
      for (let at = first; at < last; at += 1) column[from + at - rowStart] = columnData[at];
    },
  });
  return values;
}
