/** What is known of a letter's occasion at the moment it is sent. */
import type { Member } from '../access/member.ts';
import type { Roster } from '../access/roster.ts';
import type { Enrollment } from '../enrollments/enrollment.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import type { Letter } from './letter.ts';

export interface Gathered {
  organization: Organization;
  roster: Roster;
  /** Absent for the organization's contact, for the operator, and for a person who is gone. */
  recipient: Member | undefined;
  /** Those whose history names the letter's occasion, or that of the letter that came back. */
  enrollments: Enrollment[];
  /** By MPN ID. */
  locationNames: Map<string, string>;
  programs: Map<string, Program>;
  /** Display names by member id, of those who can enroll. */
  people: Map<string, string>;
  /** The letter that came back, and whom it was for, where the letter is about one. */
  returned?: { letter: Letter; recipient: Member | undefined } | undefined;
  /** How many invitations wait for the migration, where the letter is about it. */
  invitationsWaiting?: number | undefined;
}

export interface Circumstances {
  now: Date;
  portalUrl: string;
  /** Where the operator reads its mail. */
  vendorMail: string;
}

/** A letter whose turn has come. */
export interface Turn {
  letter: Letter;
  gathered: Gathered;
  around: Circumstances;
}
