/** What letters say, by language and kind. */
import type { KindTexts } from './kind-texts.ts';
import type { LetterKind } from './letter.ts';
import { english } from './texts-en.ts';
import { swedish } from './texts-sv.ts';

export const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];

/** Swedish for whoever's directory says so, English for everybody else. */
export function languageOf(preferred: string | null | undefined): Language {
  return preferred && /^sv(-|$)/i.test(preferred) ? 'sv' : 'en';
}

/** No subject holds a name, so nobody can write into it. */
export const kindTexts: Record<Language, Record<LetterKind, KindTexts>> = { en: english, sv: swedish };
