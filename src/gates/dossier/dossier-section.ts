/** A section that a plan dossier should have. */
export interface DossierSection {
  /** As people are told it. */
  readonly name: string;
  /** Its headings in English and French, without accents, in lower case. */
  readonly heading: RegExp;
  /** What it must hold beside words. */
  readonly asks?: 'questions' | 'figures';
}

/** The eight sections, in the order in which a reviewer needs them. */
export const DOSSIER_SECTIONS: readonly DossierSection[] = [
  {
    name: 'request to the reviewer',
    heading: /^(?:request\b|questions?\b|reviewer\b.*\b(?:request|questions?)|demandes?\b|what we ask\b)/,
    asks: 'questions',
  },
  { name: 'context', heading: /^(?:(?:project |business )?context\b|background\b|contexte\b)/ },
  {
    name: 'observed problem with figures',
    heading:
      /^(?:(?:the )?(?:observed )?problem\b|what (?:was|is|we) observed?\b|observations?\b|(?:le )?probleme\b|constats?\b)/,
    asks: 'figures',
  },
  {
    name: 'what was tried',
    heading:
      /^(?:what (?:was|has been|we(?: have)?|have we) (?:already )?(?:been )?tried\b|(?:already |previously )?tried\b|(?:previous |prior )?attempts?\b|ce qu(?:i|e|'on|'il) .*\b(?:tente|essaye)|(?:deja )?(?:tente|essaye)|essais?\b|tentatives?\b)/,
  },
  {
    name: 'hypothesis and plan',
    heading: /^(?:hypothes[ei]s\b|hypotheses?\b|(?:proposed )?plan\b|(?:proposed )?(?:approach|solution)\b)/,
  },
  {
    name: 'what was ruled out',
    heading:
      /^(?:(?:what (?:was|is|has been|we(?: have)?) )?(?:ruled out|rejected|discarded)\b|(?:rejected |discarded )?alternatives?\b|ce qu.*\becarte|(?:solutions |pistes |options )?ecartee?s?\b|anti-suggestions?\b)/,
  },
  { name: 'risks', heading: /^(?:(?:main |known )?risks?\b|(?:principaux )?risques?\b)/ },
  {
    name: 'checkable success criteria',
    heading:
      /^(?:(?:checkable |verifiable |measurable )?(?:success|acceptance) criteri(?:a|on)\b|(?:checkable |verifiable |measurable )?criteria\b|definition of done\b|criteres?\b)/,
  },
];
