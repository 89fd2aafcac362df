/** Words that people write for a type, with the type that is meant. */
export const TYPE_ALIASES: ReadonlyMap<string, string> = pairs({
  feat: 'feature features enhancement enhancements new fonctionnalité fonctionnalite',
  fix: 'bugfix hotfix bug bugs correctif correction patch fixes fixed',
  perf: 'performance optimization optimisation',
  refactor: 'refactoring refacto refactored cleanup',
  docs: 'doc documentation readme',
  test: 'tests testing',
  build: 'deps dependencies dependency packaging release',
  ci: 'workflow workflows pipeline actions',
  chore: 'misc maintenance task housekeeping',
  style: 'format formatting lint',
  revert: 'rollback',
});

/** First words of a subject, in English and French, with the type of change that they speak of. */
export const TYPE_VERBS: ReadonlyMap<string, string> = pairs({
  feat: 'add adds added introduce implement support allow enable create provide expose extend widen offer publish let make ajoute ajouter introduit implémente permet',
  fix: 'fix fixes fixed repair correct resolve prevent avoid handle guard reject refuse restore stop corrige corriger répare évite',
  perf: 'speed accelerate optimize optimise vectorize vectorise cache parallelize accélère optimise',
  refactor:
    'refactor refactors refactored rename move extract simplify split inline clean restructure reorganise reorganize remove drop delete replace rework renomme déplace extrait simplifie supprime remplace',
  docs: 'document documents describe explain clarify documente décrit explique',
  test: 'test tests cover assert teste',
  build: 'bump upgrade update pin unpin',
  style: 'format reformat lint',
  revert: 'revert reverts',
});

/** Verbs that say no more than their type does: the subject goes on behind them. */
export const REDUNDANT_VERBS: ReadonlySet<string> = new Set(
  'fix fixes fixed refactor refactors refactored test tests revert reverts document documents corrige corriger'.split(
    ' ',
  ),
);

function pairs(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([type, list]) => list.split(' ').map((word) => [word, type] as const)));
}
