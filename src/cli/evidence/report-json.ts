import type { EvidenceAccount, NamedHit } from '../../evidence/account.ts';
import { disarmJson } from '../gate/disarm.ts';
import { VERSION } from '../version.ts';
import { countHits } from './totals.ts';

/** Version of this form; a field may be added, and none changes its meaning without another number. */
const FORM = 1;

/** The hits for programs, as `docs/evidence.md` describes them. */
export function renderEvidenceJson(account: EvidenceAccount): string {
  return `${disarmJson(JSON.stringify(plain(account, account.hits.length), null, 2))}\n`;
}

/** The same in one line of at most so many characters: as many hits as there is room for, and how many are left out. */
export function renderShortJson(account: EvidenceAccount, longest: number): string {
  for (let kept = account.hits.length; kept > 0; kept = Math.floor(kept / 2)) {
    const json = disarmJson(JSON.stringify(plain(account, kept)));
    if (json.length <= longest) return json;
  }
  const { read: _read, unread: _unread, ...rest } = plain(account, 0).coverage;
  return disarmJson(JSON.stringify({ ...plain(account, 0), coverage: rest, rules: [], notes: [] }));
}

function plain(account: EvidenceAccount, most: number) {
  const { change, hits, read, unread, notes, rules } = account;
  const left = hits.length - most;
  return {
    version: FORM,
    conclave: VERSION,
    change: { name: change.name, base: change.base, head: change.head },
    totals: countHits(hits),
    hits: hits.slice(0, most).map(plainHit),
    ...(left > 0 && { left_out: left }),
    coverage: { files: change.files.length, asked: read.length + unread.length, read, unread },
    rules: rules.map(({ rule, own, runs, decision }) => ({
      id: rule.id,
      title: rule.title,
      skill: rule.skill,
      class: rule.class,
      severity: rule.severity,
      code: rule.code,
      own,
      runs,
      decision,
    })),
    notes,
  };
}

function plainHit(hit: NamedHit) {
  const { rule, class: weight, severity, code, skill, finding, path, line, side, symbol, quote } = hit;
  const { message, mend, record, allowed } = hit;
  const place = { path, line, side, symbol, quote };
  return { rule, class: weight, severity, code, skill, finding, ...place, message, mend, record, allowed };
}
