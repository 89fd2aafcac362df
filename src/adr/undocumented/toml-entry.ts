/** A key of a TOML table with one value; each item of a list is an entry of its own. */
export interface TomlEntry {
  /** Dotted, without quotes; empty above the first table. */
  readonly table: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads the keys of a TOML text line by line, with the items of lists that go over several lines. This is no parser: what
 * it does not take for a key or an item it leaves out, and it looks into no inline table.
 */
export function entriesOf(text: string): readonly TomlEntry[] {
  const entries: TomlEntry[] = [];
  let [table, list]: [string, string | null] = ['', null];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = withoutComment(raw).trim();
    const add = (key: string, value: string) => void entries.push({ table, key, value, line: index + 1 });
    if (list !== null) {
      for (const item of itemsIn(line)) add(list, item);
      if (closesList(line)) list = null;
      continue;
    }
    const heading = /^\[{1,2}\s*([^\]]+?)\s*\]{1,2}$/.exec(line)?.[1];
    if (heading !== undefined) table = heading.replaceAll(/["'\s]/g, '');
    const [, key = '', value = ''] = /^("[^"]+"|'[^']+'|[\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === '') continue;
    const bare = key.replaceAll(/["']/g, '');
    if (!value.startsWith('[')) add(bare, value);
    for (const item of value.startsWith('[') ? itemsIn(value.slice(1)) : []) add(bare, item);
    if (value.startsWith('[') && !closesList(value.slice(1))) list = bare;
  }
  return entries;
}

const QUOTED = /"[^"]*"|'[^']*'/g;

function itemsIn(line: string): readonly string[] {
  return line.match(QUOTED) ?? [];
}

/** Brackets within a text, as in `"uvicorn[standard]"`, close nothing. */
function closesList(line: string): boolean {
  return line.replaceAll(QUOTED, '').includes(']');
}

function withoutComment(line: string): string {
  const [kept = ''] = /^(?:[^#"']|"[^"]*"|'[^']*')*/.exec(line) ?? [];
  return line[kept.length] === '#' ? kept : line;
}
