/** Whether a Markdown file in a folder of records is asked to be one: no index, no README and no template. */
export function isRecordFile(path: string): boolean {
  const name = nameOf(path);
  if (!name.endsWith('.md') || /^(?:readme|index)\.md$/i.test(name)) return false;
  const isCalledTemplate = /(?<![\p{L}\p{N}])template(?![\p{L}\p{N}])/iu.test(name);
  return !isCalledTemplate || (numberOf(path) ?? 0) > 0;
}

/** The number of a record, by its file name: the digits at its start, after an optional `ADR` or `ADR-`. */
export function numberOf(path: string): number | null {
  const [, digits] = /^(?:ADR-?)?(\d+)/i.exec(nameOf(path)) ?? [];
  const number = Number(digits ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : null;
}

/** The folder in which a file stands, empty for the root; numbers are counted in one folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The name of a file without its folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
