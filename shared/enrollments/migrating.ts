/** Whether the migration is all that keeps a location from being invited: then its administrators are told to complete it. */
import { decide } from './reconcile.ts';
import type { Pass, Subject } from './subject.ts';

export function waitsForMigration(subject: Subject, pass: Pass): boolean {
  const { organization } = subject;
  if (organization.migration.status === 'completed' || subject.state !== undefined) return false;
  const migrated = { ...organization, migration: { status: 'completed' as const } };
  return decide({ ...subject, organization: migrated }, pass) !== undefined;
}
