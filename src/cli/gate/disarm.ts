/**
 * Takes the force out of words that a runner of GitHub Actions would obey: it reads every line of a step, and takes one
 * that begins with `::name::`, or holds `##[name]`, for a command. A blank makes plain words of both.
 */
export function disarm(text: string): string {
  return text.replaceAll('##[', '# #[').replaceAll(/^(\s*):(?=:)/gm, '$1: ');
}

/** The same for a text in JSON, of which the meaning stays as it is; a line of it never begins with `::`. */
export function disarmJson(json: string): string {
  return json.replaceAll('##[', String.raw`\u0023#[`);
}
