/** What is said of an ID that names no location. */
import { expect, test } from 'vitest';
import { refuseLocation } from '../../../shared/organizations/organization.ts';
import { location, organization } from '../programs/situation.ts';

const many = Array.from({ length: 22 }, (_, n) => ({ ...location(), mpnId: String(100 + n) }));

test.each([
  ['4100000', [location()], '4100000 is your global ID; your locations are 4100101.'],
  ['4100000', [], '4100000 is your global ID; you have no location yet.'],
  ['4100000', many, /100, 101, .*, 119 and 2 more\.$/],
  ['9', [location()], '9 is not a location of this organization.'],
])('given %s, when it is looked for, then the refusal helps on', (mpnId, locations, message) => {
  const code = mpnId === '4100000' ? 'location/global-mpn-id' : 'location/unknown';
  const look = () => refuseLocation(organization(), locations, mpnId);
  expect(look).toThrowError(message);
  expect(look).toThrowError(expect.objectContaining({ code, target: 'path.mpnId' }));
});
