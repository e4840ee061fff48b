const legalForms =
  /^(gmbh|ag|kg|ohg|gbr|ug|se|eg|mbh|co\.?|e\.|k\.|v\.|&|und|haftungsbeschränkt|\(haftungsbeschränkt\))$/iu;

/** Up to two letters that stand for a company: the first of its first two words, legal forms left out. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = words.filter((word) => !legalForms.test(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, 2);
  const letters = chosen.map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '').join('');
  return letters.toLocaleUpperCase('de-DE');
}
