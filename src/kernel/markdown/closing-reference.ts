const keyword = /(?<![a-z0-9])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s*/gi;
const reference = /(?:[\w.-]{1,100}(?:\/[\w.-]{1,100})?)?#\d+|gh-\d+|https?:\/\/\S{0,2000}/iy;

/** Where in raw text a reference follows directly on a closing keyword, as start and end of the reference. */
export function findClosingReferences(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(keyword)].flatMap(({ index, 0: word }) => {
    const start = index + word.length;
    reference.lastIndex = start;
    const found = reference.exec(text);
    return found === null ? [] : [{ start, end: start + found[0].length }];
  });
}
