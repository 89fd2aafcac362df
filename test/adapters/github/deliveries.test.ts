import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, openScripted, useNock } from './nock-host.ts';

useNock();

const json = { 'content-type': 'application/json' };

/** An attempt as GitHub writes it; numbers of deliveries pass 2^53. */
function attempt(id: string, guid: string, time: string, status: number): string {
  return `{"id":${id},"guid":"${guid}","event":"pull_request","delivered_at":"2026-11-20T${time}Z","status_code":${status}}`;
}

describe('failed deliveries', () => {
  it('keep numbers that pass 2^53, count attempts, and end with the first older page', async () => {
    nock(API)
      .get('/app/hook/deliveries?per_page=100&status=failure')
      .reply(
        200,
        `[${attempt('20', 'a', '10:03:00', 502)},${attempt('10', 'c', '10:02:00', 502)},${attempt('5', 'd', '09:00:00', 502)}]`,
        json,
      );
    nock(API)
      .get('/app/hook/deliveries?per_page=100')
      .reply(200, `[${attempt('3804004623172239366', 'a', '10:05:00', 504)},${attempt('30', 'b', '10:04:00', 200)}]`, {
        ...json,
        link: `<${API}/app/hook/deliveries?per_page=100&cursor=v1_30>; rel="next"`,
      });
    nock(API)
      .get('/app/hook/deliveries?per_page=100&cursor=v1_30')
      .reply(
        200,
        `[${attempt('20', 'a', '10:03:00', 502)},${attempt('10', 'c', '10:02:00', 502)},${attempt('5', 'd', '09:00:00', 502)}]`,
        { ...json, link: `<${API}/app/hook/deliveries?per_page=100&cursor=v1_5>; rel="next"` },
      );

    const failed = await openScripted().host.listFailedDeliveries(new Date('2026-11-20T10:00:00Z'));

    expect(failed.map(({ id, guid, attempts }) => [id, guid, attempts])).toEqual([
      ['10', 'c', 1],
      ['3804004623172239366', 'a', 2],
    ]);
  });

  it('are none when GitHub names none, and then nothing else is read', async () => {
    nock(API).get('/app/hook/deliveries?per_page=100&status=failure').reply(200, '[]', json);

    const failed = await openScripted().host.listFailedDeliveries(new Date('2026-11-20T10:00:00Z'));

    expect(failed).toEqual([]);
  });

  it('are asked for again by their whole number', async () => {
    nock(API).post('/app/hook/deliveries/3804004623172239366/attempts').reply(202, {});

    const asking = openScripted().host.redeliver('3804004623172239366');

    await expect(asking).resolves.toBeUndefined();
  });
});
