/** What a letter says and to whom, from what is known when it is sent. */
import type { Member } from '../access/member.ts';
import { incentivesAdministratorsOf, type Roster } from '../access/roster.ts';
import { dayAt } from '../calendar/calendar.ts';
import type { Enrollment } from '../enrollments/enrollment.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import type { Item, LetterFacts } from './compose.ts';
import type { Letter, LetterKind } from './letter.ts';
import { clean } from './markup.ts';
import { reasonTexts } from './reason-texts.ts';
import { languageOf } from './texts.ts';

/** What is known about a letter's occasion at the moment of sending. */
export interface Gathered {
  organization: Organization;
  roster: Roster;
  /** Absent for the organization's contact, and for a person who is gone. */
  recipient: Member | undefined;
  /** Those whose history names the letter's occasion. */
  enrollments: Enrollment[];
  /** By MPN ID. */
  locationNames: Map<string, string>;
  programs: Map<string, Program>;
  /** Display names by member id, of those who can enroll. */
  people: Map<string, string>;
}

export interface Circumstances {
  now: Date;
  portalUrl: string;
}

export interface Context {
  gathered: Gathered;
  around: Circumstances;
}

export interface Mailbox {
  address: string;
  displayName: string;
}

/** What the letter says of these enrollments. */
export function factsOf(letter: Letter, enrollments: Enrollment[], context: Context): LetterFacts {
  const { organization, recipient } = context.gathered;
  const language = languageOf(recipient?.profile.language);
  const items = enrollments.map((enrollment) =>
    itemOf(letter.letterKind, enrollment, { ...context, language }),
  );
  const order = ({ programName, locationName, mpnId }: Item) => `${programName}\n${locationName}\n${mpnId}`;
  return {
    kind: letter.letterKind,
    language,
    organizationName: organization.legalName,
    recipientName: recipient?.profile.displayName,
    fallback: recipient ? (recipient.profile.mail ? undefined : 'noMailbox') : 'noAdministrator',
    items: items.sort((one, other) => (order(one) < order(other) ? -1 : 1)),
    portalUrl: context.around.portalUrl,
  };
}

type ItemContext = Context & { language: LetterFacts['language'] };

function itemOf(kind: LetterKind, enrollment: Enrollment, context: ItemContext): Item {
  const { gathered, around, language } = context;
  const { organizationId, mpnId, programId } = enrollment;
  const isInvitation = kind === 'invitation' || kind === 'invitationNotice';
  return {
    programName: gathered.programs.get(programId)?.name ?? programId,
    locationName: gathered.locationNames.get(mpnId) ?? mpnId,
    mpnId,
    link: isInvitation
      ? `${around.portalUrl}/invitations/${organizationId}/${mpnId}/${programId}`
      : `${around.portalUrl}/organizations/${organizationId}`,
    deadline: lastDay(enrollment, gathered),
    reasons:
      'reasons' in enrollment
        ? enrollment.reasons.map(({ code, message }) => reasonTexts[language][code](message))
        : undefined,
    whoCanAct: kind === 'invitationNotice' ? whoCanAct(enrollment, gathered) : undefined,
  };
}

/** The deadline is an instant; people are told the last day before it, in the program's time zone. */
function lastDay(enrollment: Enrollment, { programs }: Gathered): string | undefined {
  if (enrollment.status !== 'invited' || enrollment.invitation.deadline === undefined) return undefined;
  const timeZone = programs.get(enrollment.programId)?.calendar.timeZone ?? 'UTC';
  return dayAt(timeZone, new Date(Date.parse(enrollment.invitation.deadline) - 1));
}

function whoCanAct(enrollment: Enrollment, { roster, people }: Gathered): string[] {
  return incentivesAdministratorsOf(roster, enrollment).flatMap((id) => people.get(id) ?? []);
}

/** Without a mailbox of their own, the organization's contact reads it for them. */
export function mailbox({ organization, recipient }: Gathered, fallback: LetterFacts['fallback']): Mailbox {
  if (!fallback && recipient?.profile.mail)
    return { address: recipient.profile.mail, displayName: clean(recipient.profile.displayName) };
  return { address: organization.contactMail, displayName: clean(organization.legalName) };
}
