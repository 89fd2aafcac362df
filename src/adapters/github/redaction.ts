/** What looks like a key or a token of GitHub's: installation, user and app tokens, signed app tokens, a private key. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[a-z]_|github_pat_|v1\.[0-9a-f]{16})[\w.-]+/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g,
  /(?<=\b(?:bearer|token)[ =])[\w.~+/-]{8,}=*/gi,
];

/** The same text with `[removed]` for everything that looks like a key or a token. */
export function removeTokens(text: string): string {
  return SECRETS.reduce((shown, secret) => shown.replaceAll(secret, '[removed]'), text);
}
