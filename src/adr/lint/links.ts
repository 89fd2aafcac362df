import type { AdrFinding } from '../finding.ts';
import { followLink } from '../link-target.ts';
import { idsIn } from '../reading/claims.ts';
import { find, linkedRecord, nameRecord, type Shelf } from './corpus.ts';

/** Reports links of records that lead to no file or folder of the repository; addresses are not asked. */
export function linksResolve({ records, places }: Shelf): readonly AdrFinding[] {
  return records.flatMap(({ path, links }) =>
    links.flatMap(({ target, line }) => {
      const followed = followLink(path, target);
      if (followed.kind === 'elsewhere' || (followed.kind === 'path' && places.has(followed.path))) return [];
      const where =
        followed.kind === 'outside' ? 'leaves the repository' : `leads to ${followed.path}, which is no file`;
      return [
        find(path, {
          rule: 'adr/link-dead',
          line,
          message: `The link ${JSON.stringify(target)} ${where}.`,
          advice: 'Mend the path, or remove the link.',
        }),
      ];
    }),
  );
}

/** Reports links whose text names another record than the one they lead to. */
export function linkTextsNameTheirRecord(shelf: Shelf): readonly AdrFinding[] {
  return shelf.records.flatMap((record) =>
    record.links.flatMap(({ text, target, line }) => {
      const ids = idsIn(text);
      const linked = ids.length === 0 ? null : linkedRecord(record, target, shelf);
      if (linked === null || linked.number === null || ids.includes(linked.number)) return [];
      return [
        find(record.path, {
          rule: 'adr/link-number-mismatch',
          line,
          message: `The link says ADR-${ids.join(', ADR-')} and leads to ${nameRecord(linked)} (${linked.path}).`,
          advice: 'Mend whichever of the two is wrong.',
        }),
      ];
    }),
  );
}
