/** The few small things that a screen needs before anything else: language, who was signed in. */
type Small = 'language' | 'session' | 'stay-in-line';

export function kept(name: Small): string | null {
  try {
    return localStorage.getItem(`tonnam.${name}`);
  } catch {
    return null;
  }
}

/** Where the browser keeps nothing, it is forgotten with the page. */
export function keep(name: Small, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(`tonnam.${name}`);
    else localStorage.setItem(`tonnam.${name}`, text);
  } catch {}
}
