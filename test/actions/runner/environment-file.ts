/** The pairs that a step wrote into `GITHUB_OUTPUT` or `GITHUB_ENV`; throws as the runner refuses a malformed file. */
export function parsePairs(text: string): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  while (lines.length > 0) {
    const [name, value] = takePair(lines);
    pairs[name] = value;
  }
  return pairs;
}

function takePair(lines: string[]): readonly [string, string] {
  const line = lines.shift() ?? '';
  const [, simple, value = ''] = /^([^=<]*)=(.*)$/s.exec(line) ?? [];
  if (simple !== undefined && simple !== '') return [simple, value];
  const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(line) ?? [];
  if (name === undefined || delimiter === undefined) throw new Error(`Invalid format '${line}'`);
  const end = lines.indexOf(delimiter);
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
  const taken = lines.splice(0, end + 1);
  return [name, taken.slice(0, -1).join('\n')];
}
