/** An organization with two locations, two programs and its people, on the occasion of an invitation. */
import { type Member, memberId } from '../../../shared/access/member.ts';
import { emptyRoster, enter } from '../../../shared/access/roster.ts';
import { lapse } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import type { Reason } from '../../../shared/enrollments/history.ts';
import { deliver, invite } from '../../../shared/enrollments/lifecycle.ts';
import type { Circumstances, Gathered } from '../../../shared/letters/gathered.ts';
import { type Letter, type LetterKind, letter } from '../../../shared/letters/letter.ts';
import type { Organization } from '../../../shared/organizations/organization.ts';
import type { Program } from '../../../shared/programs/program.ts';
import { adele, bertil, tenantId } from './people.ts';

export const now = new Date('2027-04-01T08:00:00.000Z');
export const portalUrl = 'https://portal.example';
export const vendorMail = 'incentives@vendor.example';
/** The letter's turn comes now, or at another moment. */
export const around = (at = now): Circumstances => ({ now: at, portalUrl, vendorMail });
export const occasion = '0b1e7c52-0000-4000-8000-000000000001';

export const organization: Organization = {
  kind: 'organization',
  schemaVersion: 1,
  id: 'organization',
  organizationId: 'contoso',
  legalName: 'Contoso AB',
  country: 'SE',
  globalMpnId: '1000',
  contactMail: 'partner@contoso.example',
  migration: { status: 'completed' },
  agreements: {},
  tenants: [tenantId],
};

export const program = (id: string, name: string): Program => ({
  kind: 'program',
  schemaVersion: 1,
  id,
  name,
  description: '',
  guideUrl: 'https://vendor.example/guide',
  state: 'active',
  openToAll: false,
  versions: [],
  requirements: [],
  calendar: { timeZone: 'Europe/Stockholm', firstMonth: 7, extendedEnds: {} },
  offBoarding: 'atTermEnd',
});

export const pair = { organizationId: 'contoso', programId: 'csp-indirect', mpnId: '2001' };
export const moment = { at: '2027-03-31T22:00:00.000Z', by: 'system' };

/** Open until the end of 30 April in Stockholm. */
export const invited = (delivered = true, own: Partial<typeof pair> = {}): Enrollment =>
  invite({ ...pair, ...own }, undefined, {
    ...moment,
    occasion,
    invitation: {
      occasion,
      invitedAt: moment.at,
      term: 'FY27',
      deadline: '2027-04-30T22:00:00.000Z',
      delivered,
    },
  });

export function delivered(onOccasion: string): Enrollment {
  const undelivered = invited(false);
  if (undelivered.status !== 'invited') throw new Error('not invited');
  const { deadline = '' } = undelivered.invitation;
  return deliver(undelivered, { ...moment, occasion: onOccasion }, { deadline });
}

export const reasons: Reason[] = [
  {
    code: 'criteriaUnmet',
    message: 'Not met: Trailing 12-month revenue of the location is at least US$25,000 (found: 18000).',
    criteria: [
      {
        criterion: 'Trailing 12-month revenue of the location is at least US$25,000',
        kind: 'revenue',
        met: false,
        needed: 25_000,
        figure: 18_000,
        source: 'location',
        asOf: '2027-03-31',
        level: 'location',
      },
    ],
  },
  { code: 'migrationNotCompleted', message: 'The organization has not completed its migration.' },
];

export const lapsed = (): Enrollment =>
  lapse(
    {
      ...pair,
      kind: 'enrollment',
      schemaVersion: 1,
      id: 'enrollment:csp-indirect:2001',
      status: 'enrolled',
      openTerm: 'FY26',
      enrolledAt: '2025-08-01T00:00:00Z',
      earnsFrom: '2025-08-01',
      requirements: [],
      rollovers: [],
      history: [],
    },
    { ...moment, occasion, reasons, toTerm: 'FY27' },
  );

export function told(letterKind: LetterKind, recipient: string | Member): Letter {
  const to = typeof recipient === 'string' ? recipient : memberId(recipient);
  return letter('0b1e7c52-0000-5000-8000-00000000000a', {
    organizationId: 'contoso',
    letterKind,
    occasion,
    recipient: to,
    dueAt: now.toISOString(),
  });
}

/** The roster follows from the members, as in the product. */
export function gathered(own: Partial<Gathered>, members: Member[] = [adele, bertil]): Gathered {
  return {
    organization,
    roster: members.reduce(enter, emptyRoster('contoso')),
    recipient: adele,
    enrollments: [invited()],
    locationNames: new Map([
      ['2001', 'Contoso Stockholm'],
      ['2002', 'Contoso Malmö'],
    ]),
    programs: new Map([['csp-indirect', program('csp-indirect', 'CSP Indirect Reseller')]]),
    people: new Map(members.map((member) => [memberId(member), member.profile.displayName])),
    ...own,
  };
}
