import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { EvidenceAccount } from '../../evidence/account.ts';
import { MOST_RESULTS, renderSarif } from '../../evidence/sarif.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';

/** GitHub takes logs of at most 10 MB, compressed. */
const LONGEST_COMPRESSED = 10 * 1024 * 1024;

/** What the release of an action names where its own repository is not known. */
const PLACEHOLDER = 'OWNER/conclave';

/** Draws an account as a SARIF log that GitHub takes; results that weigh less are left out where it would be too large. */
export async function renderSarifFile(account: EvidenceAccount, { environment }: Terminal): Promise<string> {
  const frame = { version: VERSION, repository: repositoryOf(environment), pages: pagesOf(environment) };
  for (let most = MOST_RESULTS; ; most = Math.floor(most / 2)) {
    const log = renderSarif(account, { ...frame, most });
    if (most === 0 || (await compressedLength(log)) <= LONGEST_COMPRESSED) return log;
  }
}

async function compressedLength(text: string): Promise<number> {
  if (text.length <= LONGEST_COMPRESSED) return text.length;
  return (await promisify(gzip)(text)).length;
}

function repositoryOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY }: Terminal['environment']): string | null {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY) return null;
  return addressOf(`${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`);
}

function pagesOf({ CONCLAVE_RULE_PAGES = '' }: Terminal['environment']): string | null {
  return CONCLAVE_RULE_PAGES.includes(PLACEHOLDER) ? null : addressOf(CONCLAVE_RULE_PAGES);
}

function addressOf(text: string): string | null {
  const url = URL.parse(text);
  return url === null || !/^https?:$/.test(url.protocol) ? null : url.href.replace(/\/+$/, '');
}
