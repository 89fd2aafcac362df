/**
 * The base of an irregular form of a verb, `choose` of `chosen`, which no stemmer leads back; other words stay as they
 * are. Forms that are words of their own, `left` and `saw`, are left out.
 */
export function baseOfEnglishVerb(word: string): string {
  return english.get(word) ?? word;
}

/** The same in French, without accents: `recevoir` of `recoit`. */
export function baseOfFrenchVerb(word: string): string {
  return french.get(word) ?? word;
}

/** Each line is a base, and its forms. */
const english = readForms(`
become became
begin began begun
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
deal dealt
draw drew drawn
drive drove driven
fall fell fallen
feed fed
find found
forget forgot forgotten
freeze froze frozen
give gave given
grow grew grown
hide hid hidden
hold held
keep kept
know knew known
lead led
learn learnt
lose lost
mean meant
meet met
overwrite overwrote overwritten
pay paid
rebuild rebuilt
rise risen
run ran
see seen
sell sold
send sent
show shown
shrink shrank shrunk
speak spoke spoken
spend spent
stand stood
steal stole stolen
take took taken
teach taught
tell told
throw threw thrown
understand understood
undo undid undone
win won
withdraw withdrew withdrawn
write wrote written
`);

const french = readForms(`
atteindre atteint atteinte
construire construit construite
detruire detruit detruite
ecrire ecrit ecrite ecrivent
envoyer envoie envoient
interdire interdit interdite
lire lisent
perdre perdu perdue
permettre permis permettent
prendre pris prennent
recevoir recu recue recoit recoivent
reduire reduit reduite
suivre suivi suivie suivent
tenir tenu tenue tient tiennent
vendre vendu vendue
voir voient
`);

function readForms(lines: string): ReadonlyMap<string, string> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [base = '', ...forms] = line.split(' ');
        return forms.map((form) => [form, base] as const);
      }),
  );
}
