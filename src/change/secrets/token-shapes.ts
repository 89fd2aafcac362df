/** A credential that its issuer made recognisable. */
export interface TokenShape {
  readonly kind: string;
  /** One of these stands in every text that holds such a credential; looked for first, since it is fast. */
  readonly signs: readonly string[];
  /** The credential as a regular expression; its group `secret`, where it has one, is what must go. */
  readonly pattern: string;
  /** Whether what was found must also look drawn by chance, since words could have the same shape. */
  readonly random?: true;
  /** Whether capitals make no difference, in signs neither. */
  readonly anyCase?: true;
}

const base62 = '[A-Za-z0-9]';
const quoted = `["'\\\`]?`;

/** Credentials by the shape that their issuers document; the first that matches names the kind. */
export const tokenShapes: readonly TokenShape[] = [
  {
    kind: 'aws-access-key',
    signs: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  },
  { kind: 'github-token', signs: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], pattern: `gh[pousr]_${base62}{30,255}` },
  { kind: 'github-token', signs: ['github_pat_'], pattern: 'github_pat_\\w{30,255}' },
  {
    kind: 'gitlab-token',
    signs: ['gl'],
    pattern: 'gl(?:pat|ptt|dt|rt|rtr|cbt|ft|imt|agent|oas|soat|ffct)-[\\w.-]{20,300}',
    random: true,
  },
  {
    kind: 'slack-token',
    signs: ['xox', 'xapp-'],
    pattern: '(?:xox[abceoprs]|xapp)[-.](?=[\\w.-]{0,400}\\d)[\\w.-]{10,400}',
  },
  { kind: 'stripe-key', signs: ['k_live_', 'k_test_'], pattern: `[sr]k_(?:live|test)_${base62}{16,255}` },
  { kind: 'stripe-webhook-secret', signs: ['whsec_'], pattern: 'whsec_[\\w+/=]{24,255}', random: true },
  { kind: 'google-api-key', signs: ['AIza'], pattern: 'AIza[\\w-]{30,45}' },
  { kind: 'google-oauth-secret', signs: ['GOCSPX-'], pattern: 'GOCSPX-[\\w-]{20,60}' },
  { kind: 'google-oauth-token', signs: ['ya29.'], pattern: 'ya29\\.[\\w-]{20,2000}' },
  { kind: 'google-refresh-token', signs: ['1//0'], pattern: '1//0[\\w-]{30,200}' },
  { kind: 'npm-token', signs: ['npm_'], pattern: `npm_${base62}{30,255}`, random: true },
  { kind: 'pypi-token', signs: ['pypi-'], pattern: 'pypi-[\\w-]{50,1000}', random: true },
  { kind: 'telegram-bot-token', signs: [':'], pattern: '(?<!\\d[.:,-])\\d{8,10}:[\\w-]{35}', random: true },
  { kind: 'anthropic-key', signs: ['sk-ant-'], pattern: 'sk-ant-[\\w-]{20,300}', random: true },
  { kind: 'openai-key', signs: ['sk-'], pattern: 'sk-[\\w-]{20,300}', random: true },
  { kind: 'hugging-face-token', signs: ['hf_', 'api_org_'], pattern: `(?:hf|api_org)_${base62}{30,60}`, random: true },
  { kind: 'groq-key', signs: ['gsk_'], pattern: `gsk_${base62}{40,80}`, random: true },
  { kind: 'xai-key', signs: ['xai-'], pattern: `xai-${base62}{40,120}`, random: true },
  { kind: 'perplexity-key', signs: ['pplx-'], pattern: `pplx-${base62}{40,80}`, random: true },
  { kind: 'replicate-token', signs: ['r8_'], pattern: `r8_${base62}{30,60}`, random: true },
  { kind: 'langsmith-key', signs: ['lsv2_'], pattern: 'lsv2_(?:pt|sk)_[0-9a-f_]{30,80}' },
  { kind: 'sendgrid-key', signs: ['SG.'], pattern: 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}', random: true },
  { kind: 'twilio-key', signs: ['SK'], pattern: 'SK[0-9a-f]{32}(?![A-Za-z0-9])' },
  { kind: 'mailgun-key', signs: ['key-'], pattern: 'key-[0-9a-f]{32}(?![A-Za-z0-9])' },
  {
    kind: 'mailchimp-key',
    signs: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    pattern: '[0-9a-f]{32}-us\\d{1,2}(?![A-Za-z0-9])',
  },
  { kind: 'digitalocean-token', signs: ['_v1_'], pattern: 'do[opr]_v1_[0-9a-f]{64}' },
  { kind: 'databricks-token', signs: ['dapi'], pattern: 'dapi[0-9a-f]{32}(?:-\\d)?(?![A-Za-z0-9])' },
  {
    kind: 'shopify-token',
    signs: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: 'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}',
  },
  { kind: 'docker-token', signs: ['dckr_'], pattern: 'dckr_(?:pat|oat)_[\\w-]{20,60}', random: true },
  { kind: 'grafana-token', signs: ['glsa_', 'glc_'], pattern: 'gl(?:sa|c)_[\\w+/=]{32,400}', random: true },
  { kind: 'sentry-token', signs: ['sntry'], pattern: 'sntry[su]_[\\w+/=-]{32,400}', random: true },
  { kind: 'new-relic-key', signs: ['NRAK-'], pattern: 'NRAK-[A-Z0-9]{27}' },
  { kind: 'vault-token', signs: ['hvs.', 'hvb.', 'hvr.'], pattern: 'hv[sbr]\\.[\\w-]{24,300}', random: true },
  { kind: 'terraform-token', signs: ['.atlasv1.'], pattern: `${base62}{14}\\.atlasv1\\.[\\w=-]{40,100}` },
  { kind: 'linear-key', signs: ['lin_'], pattern: `lin_(?:api|oauth)_${base62}{32,80}` },
  { kind: 'notion-token', signs: ['ntn_', 'secret_'], pattern: `(?:ntn|secret)_${base62}{40,60}`, random: true },
  { kind: 'supabase-key', signs: ['sbp_', 'sb_secret_'], pattern: '(?:sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,60})' },
  { kind: 'age-key', signs: ['AGE-SECRET-KEY-'], pattern: 'AGE-SECRET-KEY-1[0-9A-Z]{50,60}' },
  { kind: 'extended-private-key', signs: ['prv'], pattern: `[xyztuv]prv${base62}{100,112}` },
  { kind: 'json-web-token', signs: ['eyJ'], pattern: '(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*){1,3}' },
  {
    kind: 'slack-webhook',
    signs: ['hooks.slack.com'],
    pattern: `hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/(?<secret>[\\w/-]{20,200})`,
    random: true,
  },
  {
    kind: 'discord-webhook',
    signs: ['/webhooks/'],
    pattern: 'discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/\\d{10,}/(?<secret>[\\w-]{30,120})',
    random: true,
  },
  {
    kind: 'teams-webhook',
    signs: ['webhook.office', 'outlook.office'],
    pattern: `(?:webhook\\.office|outlook\\.office(?:365)?)\\.com/webhook(?:b2)?/(?<secret>[\\w@/-]{40,400})`,
  },
  {
    kind: 'google-chat-webhook',
    signs: ['chat.googleapis.com'],
    pattern: `chat\\.googleapis\\.com/v1/spaces/[\\w-]+/messages\\?(?<secret>[\\w=&%.~-]{30,300})`,
    random: true,
  },
  {
    kind: 'webhook',
    signs: ['hooks.zapier.com', 'maker.ifttt.com'],
    pattern:
      '(?:hooks\\.zapier\\.com/hooks/catch|maker\\.ifttt\\.com/trigger/\\w+(?:/json)?/with/key)/(?<secret>[\\w/-]{10,100})',
  },
  { kind: 'webhook', signs: ['/hooks/'], pattern: `https?://[^\\s"'<>/]+/hooks/(?<secret>[a-z0-9]{26})`, random: true },
  { kind: 'signed-address', signs: ['sig='], pattern: '(?<=[?&])sig=(?<secret>[\\w%+/=-]{30,200})', random: true },
  {
    kind: 'signed-address',
    signs: ['X-Amz-S'],
    pattern: '(?<=[?&])X-Amz-(?:Signature|Security-Token)=(?<secret>[\\w%+/=-]{30,2000})',
  },
  {
    kind: 'bearer-token',
    signs: ['bearer'],
    pattern: 'bearer\\s+(?<secret>[\\w.~+/=-]{16,4000})',
    random: true,
    anyCase: true,
  },
  {
    kind: 'authorization',
    signs: ['authorization'],
    pattern: `authorization${quoted}\\]?\\s*[:=,]\\s*[bfr]?${quoted}(?:basic|token|apikey|key|bot|digest)\\s+(?<secret>[\\w.~+/=-]{10,4000})`,
    random: true,
    anyCase: true,
  },
  // Digests and addresses look the same; who makes an account from it takes it for a key.
  {
    kind: 'private-key',
    signs: ['key(', 'wallet(', 'account(', 'from_hex(', 'fromhex('],
    pattern: `(?:from_?key|from_?private_?key|wallet|private_?key_?to_?(?:account|address)|private_?key\\.from_?hex|signing_?key|private_?key)\\(\\s{0,40}b?["'\`](?<secret>(?:0x)?[0-9a-f]{64})["'\`]`,
    anyCase: true,
  },
  {
    kind: 'private-key',
    signs: ['0x'],
    pattern: `(?:private|priv|accounts?|deployer|signer)(?:_?\\d{1,2})?${quoted}\\s{0,4}[:=]\\s{0,4}\\[?\\s{0,40}["'\`]?(?<secret>0x[0-9a-f]{64})(?![0-9a-z])`,
    anyCase: true,
  },
  // The name alone says too little, but this is how one logs in to trackers of experiments and to exchanges.
  {
    kind: 'api-key',
    signs: ['login(', 'Client(', 'Session(', 'Api(', 'API('],
    pattern: `(?<=(?:login|Client|Session|Api|API)\\()[^()\\n]{0,120}?\\bkey\\s{0,4}=\\s{0,4}["'](?<secret>[\\w+/=-]{16,200})["']`,
    random: true,
  },
];
