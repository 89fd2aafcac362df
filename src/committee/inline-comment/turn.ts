import { plainText } from '../../kernel/markdown/plain-text.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import { drawLogin } from '../comment/decisions.ts';
import { drawCommit } from '../comment/where.ts';
import { closeSentence } from '../wording.ts';
import { findingMarker, heardMarker, readFindingMarker, turnMarker } from './marker.ts';
import type { ThreadStanding, ThreadState } from './thread-state.ts';

const LONGEST_WHY = 600;

/** The line that a thread begins with once its finding is not open any more. */
const STATUS_LINE = /^(?:✔|↩) \*\*[^\n]*(?:\n|$)/u;

/**
 * The first comment of a thread as it reads once its finding came into another state: the marker and one line in front
 * of what stood there; nothing else of it moves. Null when the text is none of a thread of ours.
 */
export function retellOpening(body: string, standing: ThreadStanding): string | null {
  const mark = readFindingMarker(body);
  if (mark === null) return null;
  const { state, head } = standing;
  const [, ...lines] = body.replaceAll('\r\n', '\n').split('\n');
  const said = lines.join('\n').replace(/^\n+/, '');
  const rest = (mark.state === 'open' ? said : said.replace(STATUS_LINE, '')).replace(/^\n+/, '');
  const told = state === 'open' ? [] : [`✔ ${sentenceOf(standing)}`];
  return `${[findingMarker({ ...mark, state, head }), ...told, rest].join('\n\n').trimEnd()}\n`;
}

/** The reply that tells people who have answered what became of a finding; `heard` names the wishes that it answers. */
export function renderTurn(finding: string, standing: ThreadStanding, heard: readonly string[] = []): string {
  const { state, head } = standing;
  const markers = [turnMarker({ finding, state, head }), ...heard.map(heardMarker)];
  const sign = state === 'open' ? '↩' : '✔';
  return `${[markers.join('\n'), `${sign} ${sentenceOf(standing)}`, subText(HOLDS[state])].filter((part) => part !== '').join('\n\n')}\n`;
}

const WORDS: Readonly<Record<ThreadState, string>> = {
  open: 'Open again',
  fixed: 'Fixed',
  superseded: 'Superseded',
  dismissed: 'Dismissed',
  waived: 'Waived',
  gone: 'Not found again',
};

const HOLDS: Readonly<Record<ThreadState, string>> = {
  open: '',
  fixed: '',
  superseded: '',
  dismissed: 'It stays dismissed on later commits as long as it is the same finding.',
  waived: 'A waiver holds for this commit alone.',
  gone: '',
};

/** ``**Dismissed** by `anna` at `a1b2c3d`: …`` */
function sentenceOf({ state, head, by, why }: ThreadStanding): string {
  const who = by === null ? '' : ` by ${drawLogin(by)}`;
  const at = head === '' ? '' : ` at ${drawCommit(head)}`;
  const said = plainText(why, LONGEST_WHY);
  return closeSentence(`**${WORDS[state]}**${who}${at}${said === '' ? '' : `: ${said}`}`);
}
