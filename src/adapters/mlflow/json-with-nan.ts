const STRANGE = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g;

/** Parses JSON in which a figure may be a bare NaN or Infinity, as MLflow writes it; they become text. Undefined for no JSON. */
export function parseWithNaN(text: string): unknown {
  return parse(text) ?? parse(text.replaceAll(STRANGE, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
