/** What is asked only to stay, as Solution Assessment asks for one deal a year: nobody is kept out for it, and nobody is carried on without. */
import { describe, expect, test } from 'vitest';
import { sampleProgram } from '../../../infra/local/sample/programs.ts';
import { decideEnroll } from '../../../shared/enrollments/enrolling.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { Program } from '../../../shared/programs/program.ts';
import { nothing } from '../programs/sample-versions.ts';
import { location } from '../programs/situation.ts';
import { enrolled, ines, invited, subject } from './subject.ts';

const id = 'solution-assessment';
const program = Program.parse({
  ...{ kind: 'program', schemaVersion: 1, id, ...sampleProgram[id] },
  ...{ state: 'active', offBoarding: 'atOnce' },
});
const dealing = (deals: Record<string, number>) =>
  location({
    ...{ ...nothing, nominations: [id], designations: ['Gold Datacenter competency'] },
    activity: { [id]: deals },
  });
const on = (day: string) => ({ now: new Date(`${day}T00:00:00.000Z`), occasion: day });

describe.each([
  { day: '2021-07-01', before: 'FY21', term: 'FY22', later: '2022-07-01' },
  { day: '2026-07-01', before: 'FY26', term: 'FY27', later: '2027-07-01' },
])('given a location that meets all else on $day', ({ day, before, term, later }) => {
  const asked = { program, location: dealing({}) };
  const lapse = () => decide(subject({ ...asked, state: enrolled(before) }), on(day))?.after;

  test('when it has no deal, then it is invited, and may enroll', () => {
    expect(decide(subject(asked), on(day))?.after.status).toBe('invited');
    const entering = { ...on(day), state: invited(), by: ines, grant: undefined };
    expect(decideEnroll(subject(asked), entering)).toMatchObject({ status: 'enrolled', openTerm: term });
  });

  test('when it had one deal in its term, then it stays, and need not have another yet', () => {
    const dealt = { program, location: dealing({ [before]: 1 }) };
    const stayed = decide(subject({ ...dealt, state: enrolled(before) }), on(day))?.after;
    expect(stayed).toMatchObject({ status: 'enrolled', openTerm: term });
    expect(decide(subject({ ...dealt, state: stayed }), on(day))).toBeUndefined();
  });

  test.each<[string, Record<string, number>]>([
    ['no deal in it', {}],
    ['a deal in the new one only', { [term]: 1 }],
  ])('when it had %s, then it lapses for it', (_, deals) => {
    const decision = decide(subject({ program, location: dealing(deals), state: enrolled(before) }), on(day));
    expect(decision?.after).toMatchObject({ status: 'lapsed', reasons: [{ code: 'criteriaUnmet' }] });
    expect(decision?.after.rollovers[0]?.reasons[0]?.message).toContain(
      `To stay after ${before}, the location needs at least 1 approved deal in this program in that term`,
    );
  });

  test('when it has lapsed for it, then it is invited again in the next term, not in this one', () => {
    const lapsed = lapse();
    expect(decide(subject({ ...asked, state: lapsed }), on(day))).toBeUndefined();
    expect(decide(subject({ ...asked, state: lapsed }), on(later))?.after.status).toBe('invited');
  });

  test('when it has lapsed for something else, then it is invited as soon as that is mended', () => {
    const without = { ...asked, location: location({ ...nothing, activity: { [id]: { [before]: 1 } } }) };
    const lapsed = decide(subject({ ...without, state: enrolled(before) }), on(day))?.after;
    expect(lapsed?.status).toBe('lapsed');
    expect(decide(subject({ ...asked, state: lapsed }), on(day))?.after.status).toBe('invited');
  });
});
