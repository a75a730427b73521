/** Who is told of requirements: the operator when validating takes too long, the Incentives administrators when one is rejected or the program asks for more. */
import { operator, type Tell } from '../letters/letter.ts';
import { administrators } from './attendance.ts';
import type { Enrollment, InTerm } from './enrollment.ts';
import { awaitsValidation, progressOf } from './requirements.ts';
import type { Subject } from './subject.ts';

/** The vendor promises to validate within 48 hours. */
const validatedWithinMs = 48 * 3600_000;

/** Something waits for the operator: they are reminded, unless it is done by then. */
export function validationTells(state: Pick<Enrollment, 'status' | 'requirements'>): Tell[] {
  if (!awaitsValidation(state)) return [];
  return [{ kind: 'validationReminder', recipients: [operator], afterMs: validatedWithinMs }];
}

export function rejectionTells(subject: Pick<Subject, 'roster' | 'location' | 'program'>): Tell[] {
  return [{ kind: 'requirementRejected', recipients: administrators(subject) }];
}

/** The program asks for something that was not asked for before, and is not completed. */
export function additionTells(
  subject: Pick<Subject, 'roster' | 'location' | 'program'>,
  before: InTerm,
  after: InTerm,
): Tell[] {
  const asked = ({ requirements }: InTerm) => requirements.filter(({ state }) => state === 'asked');
  const isMore =
    after.status === 'actionRequired' ||
    asked(after).some(({ requirement }) => progressOf(before, requirement) === undefined);
  return isMore ? [{ kind: 'requirementAdded', recipients: administrators(subject) }] : [];
}
