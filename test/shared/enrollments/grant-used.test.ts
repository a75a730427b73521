/** What the history remembers of the grant somebody acted by. */
import { expect, test } from 'vitest';
import type { Scope } from '../../../shared/access/member.ts';
import { grantUsed } from '../../../shared/enrollments/grant-used.ts';
import { standing } from './glimpses.ts';

const elsewhere: Scope = { locations: ['2'], programs: 'all' };
const otherProgram: Scope = { locations: 'all', programs: ['azure'] };
const everywhere: Scope = { locations: 'all', programs: 'all' };

test.each<[string, Scope[], Scope[]]>([
  ['nothing of what is elsewhere', [elsewhere, otherProgram], []],
  [
    'the names of this place alone',
    [{ locations: ['1', '2'], programs: ['azure', 'hosting'] }],
    [{ locations: ['1'], programs: ['hosting'] }],
  ],
  ['everything as it was given', [everywhere], [everywhere]],
  [
    'all locations',
    [{ locations: 'all', programs: ['azure', 'hosting'] }],
    [{ locations: 'all', programs: ['hosting'] }],
  ],
  ['all programs', [{ locations: ['2', '1'], programs: 'all' }], [{ locations: ['1'], programs: 'all' }]],
  [
    'the first that covers it',
    [elsewhere, { locations: ['1'], programs: 'all' }, everywhere],
    [{ locations: ['1'], programs: 'all' }],
  ],
])('given scopes, then it remembers %s', (_, incentivesAdministrator, scopes) => {
  expect(grantUsed(standing({ incentivesAdministrator }), { mpnId: '1', programId: 'hosting' })).toEqual({
    role: 'incentivesAdministrator',
    scopes,
  });
});
