/** The letters in English. */
import { invitationSubject, type KindTexts } from './kind-texts.ts';
import type { LetterKind } from './letter.ts';
import { sentence } from './sentence.ts';

export const english = {
  invitation: {
    subject: invitationSubject,
    heading: invitationSubject,
    opening: ({ organization, count, someForOthers }) => {
      if (someForOthers)
        return sentence(
          `Locations of ${organization} are eligible for incentive programs, ${count} invitations in all. You can enroll those where it says so. You are informed of the others because you are an administrator of ${organization}`,
        );
      return count === 1
        ? `A location of ${organization} is eligible for an incentive program. You are its Incentives administrator: you can enroll it.`
        : `Locations of ${organization} are eligible for incentive programs, ${count} invitations in all. You are their Incentives administrator: you can enroll them.`;
    },
    button: 'Get Started',
    closing: 'A location earns incentives only after it is enrolled.',
  },
  invitationNotice: {
    subject: 'Your locations are invited to incentive programs',
    heading: 'Your locations are invited',
    opening: ({ organization, count }) =>
      sentence(
        count === 1
          ? `A location of ${organization} is invited to an incentive program. You are informed because you are an administrator of ${organization}`
          : `Locations of ${organization} are invited to incentive programs, ${count} invitations in all. You are informed because you are an administrator of ${organization}`,
      ),
    button: 'View invitation',
    closing: 'Only an Incentives administrator of the location and the program can enroll it.',
  },
  invitationReminder: {
    subject: 'Reminder: your incentive invitation expires soon',
    heading: 'Your invitation expires soon',
    opening: ({ organization, count }) =>
      count === 1
        ? `A location of ${organization} is invited to an incentive program and is not enrolled yet. You are its Incentives administrator: you can enroll it until the day named below.`
        : `Locations of ${organization} are invited to incentive programs and are not enrolled yet, ${count} invitations in all. You are their Incentives administrator: you can enroll them until the days named below.`,
    button: 'Get Started',
    closing:
      'If the location does not want to take part, decline the invitation, and there are no more reminders.',
  },
  assignAdministrator: {
    subject: 'Assign an Incentives administrator so that your locations can enroll',
    heading: 'Assign an Incentives administrator',
    opening: ({ organization, count }) =>
      count === 1
        ? `A location of ${organization} is eligible for an incentive program, but nobody can enroll it: no Incentives administrator is assigned.`
        : `Locations of ${organization} are eligible for incentive programs, ${count} invitations in all, but nobody can enroll them: no Incentives administrator is assigned.`,
    button: 'Assign an administrator',
    closing:
      'A Global or Account administrator can assign one, themselves too. The invitation is sent as soon as one is assigned.',
  },
  administratorGone: {
    subject: 'Your locations have no Incentives administrator any more',
    heading: 'No Incentives administrator any more',
    opening: ({ organization, count }) =>
      count === 1
        ? `A location of ${organization} in an incentive program has lost its last Incentives administrator: their role was taken away, or your directory has disabled or removed them.`
        : `Locations of ${organization} in incentive programs have lost their last Incentives administrator, ${count} invitations and enrollments in all: the role was taken away, or your directory has disabled or removed the person.`,
    button: 'Assign an administrator',
    closing:
      'What is enrolled stays enrolled, but until one is assigned nobody can act for it. A Global or Account administrator can assign one, themselves too.',
  },
  willLapse: {
    subject: 'Incentive enrollment will end unless you act',
    heading: 'Incentive enrollment will end',
    opening: ({ organization, count }) =>
      count === 1
        ? `As things stand, the enrollment of a location of ${organization} in an incentive program ends with its term and does not continue into the next one.`
        : `As things stand, ${count} enrollments of locations of ${organization} in incentive programs end with their term and do not continue into the next one.`,
    button: 'View your locations',
    closing: 'An enrollment continues by itself if the reasons no longer hold when its term ends.',
  },
  lapsed: {
    subject: 'Incentive enrollment ended',
    heading: 'Incentive enrollment ended',
    opening: ({ organization, count }) =>
      count === 1
        ? `The enrollment of a location of ${organization} in an incentive program has ended.`
        : `${count} enrollments of locations of ${organization} in incentive programs have ended.`,
    button: 'View your locations',
    closing: 'When the reasons no longer hold, the location can be enrolled again.',
  },
  reopened: {
    subject: 'Incentive enrollment was re-opened',
    heading: 'Incentive enrollment was re-opened',
    opening: ({ organization, count }) =>
      count === 1
        ? `The enrollment of a location of ${organization} in an incentive program had ended. It was re-opened, and goes on as if it had never ended.`
        : `${count} enrollments of locations of ${organization} in incentive programs had ended. They were re-opened, and go on as if they had never ended.`,
    button: 'View your locations',
    closing:
      'Nobody has to enroll it again. At the end of the term, it is decided again whether it continues.',
  },
  requirementAdded: {
    subject: 'Incentive enrollment: something more must be completed',
    heading: 'Something more must be completed',
    opening: ({ organization, count }) =>
      count === 1
        ? `An incentive program asks for more than it did when a location of ${organization} completed what was required.`
        : `Incentive programs ask for more than they did when locations of ${organization} completed what was required, ${count} enrollments in all.`,
    button: 'Complete it',
    closing: 'Complete what is named, then say that it is completed. The program team validates it.',
  },
  requirementRejected: {
    subject: 'Incentive enrollment: something must be completed again',
    heading: 'Something must be completed again',
    opening: ({ organization, count }) =>
      count === 1
        ? `A requirement that was completed for a location of ${organization} in an incentive program could not be validated.`
        : `Requirements that were completed for locations of ${organization} in incentive programs could not be validated, ${count} enrollments in all.`,
    button: 'Complete it again',
    closing: 'Put right what the reason names, then say that the requirement is completed.',
  },
  validationReminder: {
    subject: 'Incentive enrollment waits for validation for more than 48 hours',
    heading: 'Waiting for validation for more than 48 hours',
    opening: ({ organization, count }) =>
      count === 1
        ? `A location of ${organization} has completed what an incentive program requires. Partners are promised an answer within 48 hours.`
        : `Locations of ${organization} have completed what incentive programs require, ${count} enrollments in all. Partners are promised an answer within 48 hours.`,
    button: 'Review the requirements',
    closing: 'Validate each requirement, or reject it with a reason.',
    footer: 'Sent to the program team by the enrollment service.',
  },
  completeMigration: {
    subject: 'Complete your migration so that your locations can enroll',
    heading: 'Complete your migration',
    opening: ({ organization, count }) =>
      `${waiting(count)} for ${organization}, which has not completed its migration to Partner Center. Until then none of its locations can be invited or enrolled.`,
    button: 'Go to your organization',
    closing:
      'A Global administrator completes the migration in Partner Center; the vendor records it here. It takes away the roles of all others, so assign them again afterwards.',
  },
  mailReturned: {
    subject: 'An incentive invitation could not be delivered by mail',
    heading: 'An invitation mail came back',
    opening: ({ addressee, organization, count, returnedFrom }) =>
      (count === 1
        ? `A mail to ${addressee} about the invitation of a location of ${organization} to an incentive program could not be delivered, so they may not know of it.`
        : `A mail to ${addressee} about ${count} invitations of locations of ${organization} to incentive programs could not be delivered, so they may not know of them.`) +
      (returnedFrom
        ? ` They have no mailbox, so it went to the contact address of ${organization}: tell the program team which address is right.`
        : ''),
    button: 'View your organization',
    closing:
      'Tell them, and have their mail address corrected in your directory; or assign another Incentives administrator.',
  },
} satisfies Record<LetterKind, KindTexts>;

/** How many is not known where it is 0. */
function waiting(count: number): string {
  if (count === 1) return 'An invitation to an incentive program waits';
  return count === 0
    ? 'Invitations to incentive programs wait'
    : `${count} invitations to incentive programs wait`;
}
