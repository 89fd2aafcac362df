/** The addresses that GitHub gives to headings, in the order of the page: a repeated one ends in `-1`, `-2`. */
export function anchorSections(titles: readonly string[]): readonly string[] {
  const repeats = new Map<string, number>();
  return titles.map((title) => {
    const slug = slugOf(title);
    let anchor = slug;
    let repeat = repeats.get(slug) ?? 0;
    while (repeats.has(anchor)) {
      repeat += 1;
      anchor = `${slug}-${repeat}`;
    }
    repeats.set(slug, repeat);
    repeats.set(anchor, repeats.get(anchor) ?? 0);
    return anchor;
  });
}

/** Letters with their accents, digits and `_` stay, blanks become hyphens, all else is dropped. */
function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
  return slug === '' ? 'section' : slug;
}
