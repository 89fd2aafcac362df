import { describe, expect, it } from 'vitest';
import { renderWhole } from '../../src/dossier/dossier.ts';
import { completeRequest, type RecordedRequest } from '../../src/flows/recorded-request.ts';
import { someDossier, someItem } from '../dossier/some-dossier.ts';
import { someLibrary } from '../dossier/some-library.ts';

/** A request as a version recorded it that knew no library: only what matters here. */
function earlier(): RecordedRequest {
  const { cites: _cites, record: _record, allowed: _allowed, ...item } = someItem();
  const { library: _library, ...dossier } = someDossier({ evidence: [] });
  return JSON.parse(
    JSON.stringify({
      dossier: { ...dossier, evidence: [item] },
      rules: ['leak/backfill'],
      seats: [],
      catalog: { fileName: 'models.yaml', models: [{ id: 'a:b' }] },
    }),
  );
}

describe('a recorded request', () => {
  it('of a version without a library can be held', () => {
    const request = completeRequest(earlier());

    expect(request).toMatchObject({ ownRules: [], ruleDecisions: [], symbols: [], rules: ['leak/backfill'] });
    expect(request.catalog.models).toEqual([{ id: 'a:b', kind: 'language' }]);
    expect(request.library).toEqual({ commit: null, passages: 0 });
    expect(renderWhole(request.dossier)).toContain('leak/negative-shift');
  });

  it('of this version stays as it is', () => {
    const dossier = someDossier({ library: someLibrary, evidence: [someItem({ cites: ['adr:1'] })] });
    const recorded = { ...completeRequest(earlier()), dossier, library: { commit: 'c', passages: 3 } };

    expect(completeRequest(recorded)).toEqual(recorded);
  });
});
