/** What a text may try with its reader, and how that is said. */
export interface InjectionPattern {
  readonly tries: string;
  readonly pattern: RegExp;
}

/**
 * The patterns are narrow on purpose: prose about reviews, prompts and reports is common in the repositories that we
 * read. Each needs an imperative or an address, and something of ours that it is about.
 */
export const INJECTIONS: readonly InjectionPattern[] = [
  ...all('to replace the instructions', [
    /\b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|every|of|the|your|my|these|those)\s+){0,4}(?:previous|prior|above|preceding|earlier|foregoing|original|system|initial)\s+(?:instructions?|prompts?|directions?|directives?|guidelines?|orders?|messages?)\b/gi,
    /\b(?:ignore|disregard|forget)\s+(?:everything|all|anything)\s+(?:(?:that\s+)?(?:was|is|came|stands)\s+)?(?:above|before|you\s+(?:were|have\s+been)\s+told)\b/gi,
    /\b(?:this|these|the\s+following)\s+(?:instructions?|orders?|prompts?|polic(?:y|ies))\s+(?:replaces?|overrides?|supersedes?)\s+(?:(?:all|any|the|your)\s+){0,2}(?:previous|prior|other|earlier|system|original)\b/gi,
    /\bnew\s+(?:system\s+)?(?:instructions?|prompt)\s*:/gi,
    /\b(?:ignore[zr]?|oublie[zr]?|ne\s+(?:tiens|tenez)\s+(?:pas|plus)\s+compte)\s+(?:de\s+|d['’])?(?:toute?s?\s+)?(?:les?|la|tes|vos|ces|des)\s+(?:instructions?|consignes?|directives?|ordres?)\s+(?:précédente?s?|antérieure?s?|ci-dessus|initiale?s?|du\s+système|reçue?s)/giu,
    /\b(?:cette|ces|la\s+présente)\s+(?:consigne|instruction|directive)s?\s+(?:remplace|annule)(?:nt)?\s+(?:toutes\s+)?les\s+(?:précédentes|autres|consignes|instructions)/giu,
    /\byou\s+are\s+now\s+(?:in\s+(?:developer|debug|maintenance|unrestricted)\s+mode|an?\s+(?:unrestricted|jailbroken|different)\b)/gi,
  ]),
  ...all('to dictate the answer', [
    new RegExp(
      String.raw`(?:^|[.:;,!?]\s*|\b${anyCase('and|then|please|you|must')}\s+)${anyCase('answer|respond|reply|vote|report|conclude')}\s+(?:(?:with|only|always|just|by|the|status|as)\s+){0,3}["'\x60]?(?:ACCEPTED|APPROVED?|PASSED|LGTM)\b`,
      'gm',
    ),
    /\b(?:give|assign|award|grant)\s+(?:this|the)\s+(?:change|pull\s+request|pr|diff|patch|commit|file|code)\s+(?:the\s+|an?\s+)?(?:(?:highest|best|maximum|top|perfect)\s+(?:score|rating|grade|mark)|(?:score|rating|grade|mark)\s+of\s+(?:10|ten))\b/gi,
    /\b(?:ai|llm|automated|language)[\s-]+(?:reviewer|model|assistant|agent|bot)s?\s*(?:[,:]\s*)?(?:(?:must|should|shall|will|have\s+to|please)\s+){0,2}(?:approve|accept|pass)\s+(?:this|the|these|it)\b/gi,
    /\b(?:donnez|donne|mettez|mets|attribuez|attribue)(?:-lui)?\s+la\s+(?:note|meilleure\s+note)\s+(?:de\s+)?(?:10|dix|maximale)/giu,
    new RegExp(
      String.raw`\b${anyCase('répondez|réponds|concluez|conclus|votez|vote')}\s+(?:par\s+|avec\s+|toujours\s+|simplement\s+)?["'«\x60]?\s?(?:ACCEPTED|APPROVED|PASSED|ACCEPTÉ)`,
      'gu',
    ),
  ]),
  ...all('to silence findings', [
    /(?:^|[.:;!?]\s*|\b(?:and|then|please|you|reviewers?[,:]?)\s+)(?:report|raise|list|flag|return|mention|record)\s+(?:no|zero)\s+(?:(?:further|more|new)\s+)?(?:findings?|issues?|problems?|defects?|concerns?|blockers?)\s+(?:for|in|on|about|against)\s+(?:this|the|these|that|any)\b/gim,
    /\b(?:do\s+not|don['’]t|never)\s+(?:report|flag|raise|mention|list)\s+(?:any\s+|a\s+)?(?:(?:findings?|issues?|problems?|concerns?|leaks?)\s+(?:for|in|on|about|against)\s+)?(?:this|these|the\s+following)\s+(?:files?|changes?|lines?|code|functions?|modules?|pull\s+requests?|diffs?)\b/gi,
    /\b(?:ai|llm|automated|language)[\s-]+(?:reviewer|model|assistant|agent|bot)s?\s*[:,]\s*(?:please|this|these|you|do|don['’]t|ignore|skip|treat|consider|there|no\s+(?:finding|issue|need)|answer|the\s+(?:file|code|change|rules?))\b/gi,
    /\b(?:note|message|instructions?|attention)\s+(?:to|for)\s+(?:(?:all|any|the|every)\s+)?(?:ai|llm|automated)\s+(?:reviewer|model|assistant|agent|bot)s?\b/gi,
    /\breviewers?\s+(?:may|can|should|must|need\s+not)\s+(?:skip|ignore|not\s+(?:read|review))\s+(?:this|these)\s+(?:commit|change|file|pull\s+request|diff|patch)s?\b/gi,
    /\bne\s+(?:signalez|rapportez|relevez|mentionnez|remontez)\s+(?:aucune?|pas\s+(?:de|d['’]))\s*(?:\p{L}+\s+)?(?:problème|anomalie|constat|défaut|remarque|fuite)s?/giu,
    /\bne\s+pas\s+(?:signaler|rapporter|relever|remonter)\s+(?:de\s+|d['’]|les\s+)?(?:problème|anomalie|constat|défaut|fuite)s?\s+(?:dans|sur|de)\s+(?:ce|cette|ces)\b/giu,
  ]),
  ...all('to obtain the prompt or keys', [
    /\b(?:print|reveal|show|output|repeat|disclose|display|include|write|dump|tell\s+(?:me|us))\s+(?:(?:me|us|all|of|out|verbatim)\s+){0,2}your\s+(?:(?:system|initial|original|hidden|full|own)\s+){0,2}(?:prompts?|instructions)\b/gi,
    /\b(?:reveal|disclose|leak|repeat)\s+(?:the\s+)?system\s+prompt\b/gi,
    new RegExp(
      String.raw`\b${anyCase('print|reveal|output|include|send|write')}\b[^.]{0,80}\b(?:values?|contents?)\s+of\s+(?:the\s+)?[A-Z_ ]{0,60}(?:API[_ ]KEY|TOKEN|SECRET|PASSWORD)\b`,
      'g',
    ),
    /\b(?:affiche[rz]?|révèle[rz]?|imprime[rz]?|donne[rz]?|répète[rz]?)\s+(?:(?:ton|votre|tes|vos)\s+)(?:prompt|invite|instructions|consignes)(?:\s+système)?/giu,
  ]),
  ...all('to speak in another role', [
    /(?<!["'`])<\|(?:im_(?:start|end|sep)|system|user|assistant|eot_id|start_header_id|end_header_id|begin_of_text)\|>/g,
    /<\|im_(?:start|end)\|>\s*(?:system|user|assistant)\b/g,
    /(?<!["'`])\[\/?INST\](?!["'`])|<<\/?SYS>>/g,
    /(?<!["'`])<(?:start_of_turn|end_of_turn)>(?!["'`])/g,
    /<\/dossier>|<system>[^<]{0,200}<\/system>/gi,
    /^[ \t]*\[(?:tool|function)[ _-]?(?:result|output|response)s?\]|^[ \t]*<\/?(?:tool|function)_(?:result|output|response)s?>/gim,
  ]),
  ...all('to pass for a verdict', [
    /"(?:status|verdict)"\s*:\s*"(?:ACCEPTED|ACCEPTED_WITH_CHANGES|PASSED|APPROVED)"[^}]{0,300}"(?:consensus_strength|advisory_only|human_review_required|areas_of_dissent)"/g,
    /\bclass=(?:hard|soft)\b[^\n]{0,200}\b(?:verdict|status)=(?:clean|ok|accepted)\b/gi,
  ]),
];

function all(tries: string, patterns: readonly RegExp[]): readonly InjectionPattern[] {
  return patterns.map((pattern) => ({ tries, pattern }));
}

/**
 * A group of words in any case, where the rest of a pattern is not. Spelled out letter by letter, since the engine has
 * been seen to forget the modifier `(?i:` in a process that had run for a while.
 */
function anyCase(words: string): string {
  const spelled = words.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  return `(?:${spelled})`;
}
