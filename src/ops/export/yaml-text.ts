/** Plain data that a file of rules is made of. */
export type YamlValue = string | { readonly [key: string]: YamlValue } | readonly YamlValue[];

/**
 * Writes YAML that Prometheus reads: lists and maps in blocks, texts of several lines as they are where that is safe, and
 * every other text in double quotes. Equal data give equal bytes.
 */
export function yamlText(value: YamlValue): string {
  return `${linesOf(value).join('\n')}\n`;
}

function linesOf(value: YamlValue): readonly string[] {
  if (typeof value === 'string') return textLines(value);
  if (isList(value)) return value.flatMap((each) => hang('- ', linesOf(each)));
  return Object.entries(value).flatMap(([key, each]) => {
    const lines = linesOf(each);
    if (typeof each === 'string') return [`${key}: ${lines[0] ?? ''}`, ...lines.slice(1).map((line) => indent(line))];
    return [`${key}:`, ...lines.map((line) => indent(line))];
  });
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** A text that begins with a space, or that has signs nobody sees, is not safe as it is. */
function textLines(text: string): readonly string[] {
  const isPlain = /^[\p{L}({]/u.test(text) && !/[^\P{C}\n]/u.test(text) && !text.endsWith('\n');
  return text.includes('\n') && isPlain ? ['|-', ...text.split('\n')] : [JSON.stringify(text)];
}

function hang(mark: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${mark}${first}`, ...rest.map((line) => indent(line))];
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
