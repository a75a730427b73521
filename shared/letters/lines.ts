/** The lines of a letter about one location in one program, after its name. */
import type { Asked, CompleteBy, Item, Rejected } from './letter-facts.ts';
import { dayInWords, listInWords, phrases } from './phrases.ts';
import type { Language } from './texts.ts';

/** Each in a line of its own, in this order. */
export function linesOf(language: Language, item: Item): string[] {
  const { openUntil, extendedUntil, endsOn, waiting } = phrases[language];
  const open = item.extended ? extendedUntil : openUntil;
  return [
    ...(item.deadline ? [open(dayInWords(language, item.deadline))] : []),
    ...(item.endsOn ? [endsOn(dayInWords(language, item.endsOn))] : []),
    ...(item.whoCanAct ? [whoCanAct(language, item.whoCanAct)] : []),
    ...(item.rejected ? rejection(language, item.rejected) : []),
    ...(item.asked ? addition(language, item.asked) : []),
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
  return [phrase.rejected(requirement), phrase.rejectedBecause(reason), untilWhen(language, completeBy)];
}

function addition(language: Language, { requirements, completeBy }: Asked): string[] {
  const { toComplete } = phrases[language];
  return [toComplete(listInWords(language, requirements)), untilWhen(language, completeBy)];
}

function untilWhen(language: Language, completeBy: CompleteBy): string {
  const phrase = phrases[language];
  return completeBy
    ? phrase.completeBy(dayInWords(language, completeBy.day), dayInWords(language, completeBy.earnsFrom))
    : phrase.completeForNextTerm;
}
