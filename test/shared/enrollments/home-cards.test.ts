/** What a card says, and what is no card. */
import { describe, expect, test } from 'vitest';
import type { Standing } from '../../../shared/access/standing.ts';
import { expire } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { cardAt } from '../../../shared/enrollments/home.ts';
import { deliver, unattend, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { program } from '../programs/situation.ts';
import { standing } from './glimpses.ts';
import { accepted, demanding, enrolled, invited, pass, progress, subject, withoutInes } from './subject.ts';

const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const administrator = standing({ incentivesAdministrator: everywhere });
const user = standing({ incentivesUser: everywhere });
const appointer = standing({ globalAdministrator: true });
const may = { at: '2027-02-10T08:00:00.000Z', by: 'system', occasion: 'may' };
const rejected = [progress('payout-profile', 'rejected')];
const [deadline, passed] = ['2027-06-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z'];

function card(state: Enrollment, viewer: Standing, programs = [program({ id: 'other' }), demanding]) {
  const { roster } = viewer === administrator ? subject() : { roster: withoutInes };
  return cardAt({ roster, programs, standing: viewer, now: pass.now }, state);
}

const { mpnId, programId } = invited();
const common = { mpnId, programId, program: 'Hosting', requirement: null, deadline: null };

describe('given an enrollment, then its card says', () => {
  test.each<[string, ReturnType<typeof card>, object]>([
    ['until when', card(invited({ deadline }), administrator), { ...common, kind: 'invitation', deadline }],
    ['nothing more', card(invited(), administrator), { ...common, kind: 'invitation' }],
    [
      'whom to appoint until when',
      card(invited({ deadline }), appointer),
      { ...common, kind: 'assignAdministrator', deadline },
    ],
    [
      'whom to appoint, whatever is missing',
      card(unattend({ ...enrolled(), requirements: rejected }, may), appointer),
      { ...common, kind: 'assignAdministrator' },
    ],
    [
      'what is missing, not until when it could be accepted',
      card(
        { ...accepted(progress('payout-profile')), invitation: { ...invited().invitation, deadline } },
        administrator,
      ),
      { ...common, kind: 'actionRequired', requirement: demanding.requirements[1] },
    ],
  ])('%s', (_, found, said) => {
    expect(found).toEqual({ ...said, cardId: found?.cardId });
    expect(found?.cardId).toMatch(new RegExp(`^${found?.kind}\\.${mpnId}\\.${programId}\\.[a-z]+$`));
  });
});

test('given a program that asks an enrolled location for more, when a pass has seen it, then that is a card of its own', () => {
  const program = { ...demanding, requirements: demanding.requirements.slice(0, 1) };
  const asked = decide(subject({ state: enrolled(), program }), { ...pass, occasion: 'spring' })?.after;
  expect(asked && card(asked, administrator, [program])).toMatchObject({
    cardId: `actionRequired.${mpnId}.${programId}.spring`,
    requirement: program.requirements[0],
  });
});

describe('there is no card', () => {
  const gone = { ...demanding, state: 'discontinued' as const };
  test.each<[string, ReturnType<typeof card>]>([
    ['for who only looks, though nobody can act', card(invited(), user)],
    ['of a program that is not shown', card(invited(), administrator, [program({ id: 'other' })])],
    [
      'of a program that is no longer offered',
      card({ ...enrolled(), requirements: rejected }, administrator, [gone]),
    ],
    ['of an invitation that has run out', card(unattend(invited({ deadline: passed }), may), appointer)],
    ['of one that has expired', card(expire(invited(), { ...may, reasons: [] }), administrator)],
    [
      'of what is over, though something was rejected',
      card(withdraw({ ...enrolled(), requirements: rejected }, may), administrator),
    ],
    [
      'of what a program asks for after enrolling, before a pass has seen it',
      card(enrolled(), administrator),
    ],
    [
      'of what nobody caused',
      card({ ...enrolled(), requirements: rejected, history: [], invitation: undefined }, administrator),
    ],
  ])('%s', (_, found) => {
    expect(found).toBeUndefined();
  });
});

test('given somebody came and went again, before a pass has seen it, then the card is that of the invitation', () => {
  const attended = deliver(invited(), may, {});
  const again = { ...attended, history: [...unattend(invited(), may).history, ...attended.history.slice(1)] };
  expect(card(again, appointer)?.cardId).toContain('.winter');
  expect(card(unattend(again, { ...may, occasion: 'june' }), appointer)?.cardId).toContain('.june');
});
