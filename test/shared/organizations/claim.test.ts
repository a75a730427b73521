/** Who gets what was claimed before. */
import { expect, test } from 'vitest';
import { decideClaim } from '../../../shared/organizations/claim.ts';

const claimedAt = '2027-03-02T09:00:00.000Z';
const later = (milliseconds: number) => new Date(Date.parse(claimedAt) + milliseconds).toISOString();
const tenMinutes = 600_000;

test.each([
  ['contoso', tenMinutes, true, 'held'],
  ['contoso', 0, true, 'held'],
  ['contoso', 0, false, 'take'],
  ['contoso', tenMinutes, false, 'take'],
  ['fabrikam', tenMinutes * 1000, true, 'refused'],
  ['fabrikam', tenMinutes - 1, false, 'refused'],
  ['fabrikam', tenMinutes, false, 'take'],
] as const)(
  'given a claim of contoso, when %s asks %i ms later and it is confirmed: %s, then it is %s',
  (organizationId, age, confirmed, outcome) => {
    const held = { id: 'mpn:4100101', organizationId: 'contoso', claimedAt };
    expect(decideClaim(held, { ...held, organizationId, claimedAt: later(age) }, confirmed)).toBe(outcome);
  },
);
