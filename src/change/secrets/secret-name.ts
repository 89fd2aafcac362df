/** What a name promises of the value it is given. */
export interface SecretName {
  readonly kind: 'password' | 'secret' | 'token' | 'api-key' | 'private-key' | 'access-key' | 'seed-phrase';
  /** Whether the name ends in the word for a credential, so that its value is one and not something about one. */
  readonly firm: boolean;
}

/** Keys of these services are kept under `<service>_key` without the word API, or the bare name in an environment. */
export const services =
  'aws|amazon|azure|gcp|google|gemini|openai|anthropic|claude|mistral|cohere|groq|deepseek|xai|openrouter|hf|huggingface|wandb|mlflow|' +
  'binance|kraken|bybit|okx|okex|coinbase|cbpro|bitfinex|bitstamp|bitget|bitmex|deribit|kucoin|gate|gateio|huobi|htx|mexc|gemini|ftx|' +
  'alpaca|polygon|finnhub|tiingo|quandl|oanda|infura|alchemy|etherscan|moralis|ccxt|exchange|broker|' +
  'stripe|twilio|sendgrid|mailgun|telegram|discord|slack|github|gitlab|datadog|sentry|newrelic|grafana|pagerduty|opsgenie';

const keyOwners = `api|app|application|access|secret|signing|encryption|master|auth|account|shared_access|integration|routing|license|consumer|client|deploy|hmac|jwt|session|webhook|bot|admin|service|subscription|${services}`;

/** Words that may stand behind the word for a credential without changing what the value is. */
const qualifiers = `prod|production|dev|development|staging|stage|testnet|mainnet|live|demo|sandbox|paper|main|old|new|primary|secondary|backup|default|fallback|value|val|literal|plain|plaintext|raw|str|string|b64|base64|hex|encoded|ro|rw|readonly|admin|root|user|db|database|v?\\d+|${services}`;

interface Family {
  readonly kind: SecretName['kind'];
  readonly words: string;
}

/** In order: the first family whose words the name holds decides. */
const families: readonly Family[] = [
  { kind: 'seed-phrase', words: '(?:^|_)(?:mnemonic|seed_?phrase|recovery_?phrase|seed_?words)' },
  { kind: 'private-key', words: '(?:private|priv|ssh)_?key' },
  { kind: 'access-key', words: '(?:secret_access_key|access_?key|account_?key)' },
  { kind: 'api-key', words: `api_?(?:key|secret|token)|(?:^|_)(?:${keyOwners})_?key` },
  { kind: 'password', words: 'password|passwd|passphrase|passcode|pwd|(?:^|_)(?:pass|pw)(?![a-z])' },
  { kind: 'secret', words: 'secret|credential|(?:^|_)auth(?![a-z])' },
  { kind: 'token', words: 'token' },
];

const patterns = families.map(({ kind, words }) => ({
  kind,
  somewhere: new RegExp(words),
  atTheEnd: new RegExp(`(?:${words})s?(?:_(?:${qualifiers}))*$`),
}));

/** What is published or digested is no credential any more. */
const published =
  /(?:^|_)(?:public|publishable|anon|hash|hashed|hasher|digest|checksum|fingerprint|encrypted|sealed|masked|sha\d*|md5)(?:_|$)/;
/** Tokens that mark a place in a text, a list or a form. */
const marks =
  /(?:^|_)(?:page|next|continuation|cursor|sync|csrf|xsrf|cancellation|special|pad|padding|unk|unknown|bos|eos|eot|cls|sep|mask|stop|start|end|begin|first|last|prev|previous|image|audio|num|max|min|per)(?:_|$)/;
/** Tokens that are traded. */
const assets =
  /(?:^|_)(?:base|quote|in|out|input|output|from|to|sell|buy|native|wrapped|lp|pool|stake|staking|reward|governance|gas|fee|collateral|debt|asset|erc20|spl|usdc|usdt|dai|btc|wbtc|eth|weth|sol|bnb|ada|xrp|doge|matic|avax)_token/;
/** Behind one of these the value says something about a credential: its name, its place, its age. */
const descriptions =
  /(?:^|_)(?:id|ids|name|names|env|var|variable|file|path|dir|url|uri|endpoint|host|header|field|input|label|title|type|kind|address|addr|mint|contract|symbol|pair|format|regex|pattern|prefix|suffix|length|len|size|limit|count|ttl|expiry|expires|seconds|minutes|days|age|policy|version|algorithm|provider|manager|store|ref|reference|arn|hint|message|error|help|description|placeholder|column|param|usage|index)$/;

/** Reads whether a name is one that credentials are kept under; null when it is not. */
export function readSecretName(name: string): SecretName | null {
  const words = wordsOf(name);
  if (assets.test(words) || descriptions.test(words)) return null;
  if (published.test(words)) return null;
  const found = patterns.find(({ somewhere }) => somewhere.test(words));
  if (found === undefined || (found.kind === 'token' && marks.test(words))) return null;
  return { kind: found.kind, firm: found.atTheEnd.test(words) };
}

/** The words of a name in lower case with `_` between: `X-MBX-APIKEY`, `apiKey` and `API_KEY` read alike. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
