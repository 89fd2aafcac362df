/** Names, subscripts, generics, globs and paths of programs that Markdown would need backslashes for. */
const shapes: readonly RegExp[] = [
  /^(?:__\w+__|_\w*[a-z0-9]|\*{1,2}[a-z_]\w*)(?:\([^()]*\))?$/i,
  /^(?=[^[]*\[)[a-z_][\w.]*(?:\[[\w.'":,=+-]*\]|\([\w.'":,=+-]*\)|\.\w+)+$/i,
  /^[a-z_]\w*<[\w.]+>$/i,
  /^(?=.*[/.])(?=.*(?:\*|_(?![a-z0-9_])|(?<![a-z0-9_])_))[\w./:*-]+$/i,
];

/** Whether a word of prose is code that reads badly as escaped text: `__init__`, `*args`, `prices[0]`, `src/*.py`. */
export function looksLikeCode(word: string): boolean {
  return word.length <= 120 && shapes.some((shape) => shape.test(word));
}
