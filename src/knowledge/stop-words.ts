/** Words of English and French that stand everywhere and say nothing about what a passage is on; without accents. */
export const stopWords: ReadonlySet<string> = new Set(
  `
a about after all also am an and another any are as at be because been before being between both but by can could did
do does doing done each either else ever every few for from get gets getting give given go goes got had has have having
he her here hers him himself his how i if in into is it its itself just let like make makes many may me might mine more
most much my myself neither no nor not now of off on once one only or other our ours out over own per please same shall
she should since so some somebody someone something still such than that the their theirs them then there these they
thing things this those though through to too under until up upon us very via was way we were what whatever when where
whether which while who whom whose why will with within without would yet you your yours
afin ainsi alors apres au aucun aucune aujourd aussi autre autres aux avant avec avoir c car ce ceci cela celle celles
celui ces cet cette ceux chez ci comme comment d dans de deja depuis des donc dont du elle elles en encore entre es est
et etait etaient etant ete etre eu eux fait faire fais faut font hui il ils j je jusque l la le les leur leurs lors
lorsque lui m ma mais me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu peut
peuvent plus pour pourquoi pouvoir puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera seront
ses si sinon soit son sont sous sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers
vos votre vous y
`
    .trim()
    .split(/\s+/),
);
