import type { CancelRequest, OrderRequest } from '../order.ts';
import type { Asked } from '../runner/asked.ts';
import type { ExitRequest } from '../strategy.ts';

/**
 * What a strategy wanted as JSON: fields in the order of the alphabet, and NaN, infinities and -0 as `{"number":"NaN"}`.
 * Spelled by hand, since sorting keys costs several times as much and a million bars hold ten thousands of wishes.
 */
export function askedJson({ requests, exits }: Asked): string {
  let text = '{"requests":[';
  for (let at = 0; at < requests.length; at += 1)
    text += (at === 0 ? '{' : ',{') + requestFields(requests[at] as AnyRequest);
  text += '],"exits":[';
  for (let at = 0; at < exits.length; at += 1) text += (at === 0 ? '{' : ',{') + exitFields(exits[at] as ExitRequest);
  return `${text}]}`;
}

/** An order or a cancellation, whatever of it was given. */
type AnyRequest = Partial<Omit<OrderRequest, 'action'>> & Partial<Pick<OrderRequest | CancelRequest, 'action'>>;

/** In the order of the alphabet, each property named for itself: a loop over names takes thrice as long. */
function requestFields(request: AnyRequest): string {
  let text = '';
  if (request.action !== undefined) text += `,"action":${textJson(request.action)}`;
  if (request.comment !== undefined) text += `,"comment":${textJson(request.comment)}`;
  if (request.equity_fraction !== undefined) text += `,"equity_fraction":${numberJson(request.equity_fraction)}`;
  if (request.expire_bars !== undefined) text += `,"expire_bars":${numberJson(request.expire_bars)}`;
  if (request.price !== undefined) text += `,"price":${numberJson(request.price)}`;
  if (request.risk_fraction !== undefined) text += `,"risk_fraction":${numberJson(request.risk_fraction)}`;
  if (request.sl !== undefined) text += `,"sl":${numberJson(request.sl)}`;
  if (request.symbol !== undefined) text += `,"symbol":${textJson(request.symbol)}`;
  if (request.tp !== undefined) text += `,"tp":${numberJson(request.tp)}`;
  if (request.type !== undefined) text += `,"type":${textJson(request.type)}`;
  if (request.volume !== undefined) text += `,"volume":${numberJson(request.volume)}`;
  return `${text.slice(1)}}`;
}

function exitFields({ position_id, reason }: ExitRequest): string {
  const why = reason === undefined ? '' : `,"reason":${textJson(reason)}`;
  return `"position_id":${textJson(position_id)}${why}}`;
}

/** Text that stands in JSON as it is. */
const PLAIN = /^[\w .:/-]*$/;

function textJson(value: string | null): string {
  if (value === null) return 'null';
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

function numberJson(value: number | null): string {
  if (value === null) return 'null';
  if (Object.is(value, -0)) return '{"number":"-0"}';
  return Number.isFinite(value) ? `${value}` : `{"number":"${value}"}`;
}
