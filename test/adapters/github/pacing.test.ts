import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { openAppHost } from '../../../src/adapters/github/app-host.ts';
import { API, privateKey, quant, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const order = { number: 41, marker: '<!-- conclave:verdict ', body: '<!-- conclave:verdict -->', knownId: null };
const comments = `${REPOSITORY}/issues/41/comments`;

describe('requests at GitHub’s own pace', () => {
  it('are repeated by nobody but us: once for each refusal, and never a write that may have counted', async () => {
    const key = privateKey.replaceAll('\n', '\\n');
    const host = openAppHost({ appId: 15, privateKey: key, apiUrl: `${API}/`, pacing: 'github' }).repository(quant);
    scriptToken();
    nock(API).get(`${comments}?per_page=100`).reply(403, { message: 'secondary rate limit' }, { 'retry-after': '0' });
    nock(API).get(`${comments}?per_page=100`).reply(200, []);
    nock(API).post(comments).reply(502, 'Bad Gateway');

    const writing = host.putComment(order);

    await expect(writing).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: true } });
  });
});
