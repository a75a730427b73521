/** The lines of a letter about one location in one program, after its name. */
import type { Item, Rejected } from './letter-facts.ts';
import { dayInWords, listInWords, phrases } from './phrases.ts';
import type { Language } from './texts.ts';

/** Each in a line of its own, in this order. */
export function linesOf(language: Language, item: Item): string[] {
  const { openUntil, endsOn, waiting } = phrases[language];
  return [
    ...(item.deadline ? [openUntil(dayInWords(language, item.deadline))] : []),
    ...(item.endsOn ? [endsOn(dayInWords(language, item.endsOn))] : []),
    ...(item.whoCanAct ? [whoCanAct(language, item.whoCanAct)] : []),
    ...(item.rejected ? rejection(language, item.rejected) : []),
    ...(item.waiting ? [waiting(listInWords(language, item.waiting))] : []),
    ...(item.reasons ?? []),
  ];
}

function whoCanAct(language: Language, names: string[]): string {
  const { canEnroll, nobodyCanEnroll } = phrases[language];
  return names.length > 0 ? canEnroll(listInWords(language, names)) : nobodyCanEnroll;
}

function rejection(language: Language, { requirement, reason, completeBy }: Rejected): string[] {
  const phrase = phrases[language];
  return [
    phrase.rejected(requirement),
    phrase.rejectedBecause(reason),
    completeBy
      ? phrase.completeBy(dayInWords(language, completeBy.day), dayInWords(language, completeBy.earnsFrom))
      : phrase.completeForNextTerm,
  ];
}
