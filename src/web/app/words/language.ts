import { computed, signal } from '@preact/signals';
import type { Language } from '../../../wire/problems.ts';
import { keep, kept } from '../data/small.ts';

export const LANGUAGES = ['th', 'en'] as const satisfies readonly Language[];

const chosen = kept('language') === 'en' ? 'en' : 'th';

/** The language of every screen; Thai until somebody chooses. */
export const language = signal<Language>(chosen);

export function speak(other: Language): void {
  language.value = other;
  keep('language', other);
}

/**
 * One part of the dictionaries, in the language of the moment. A screen that asks for words shows the
 * others as soon as the language is switched. The English part `satisfies typeof` the Thai one, so that
 * neither can have a key that the other lacks.
 */
export function wordsOf<W>(parts: Record<Language, W>): () => W {
  const part = computed(() => parts[language.value]);
  return () => part.value;
}
