/** Who is told while requirements are validated: the operator when it takes too long, the Incentives administrators when one is rejected. */
import { operator, type Tell } from '../letters/letter.ts';
import { administrators } from './attendance.ts';
import type { Enrollment } from './enrollment.ts';
import { awaitsValidation } from './requirements.ts';
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
