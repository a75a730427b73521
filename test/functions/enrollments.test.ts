/** Enrolling and withdrawing over HTTP: preconditions, repeats and refusals. Each test makes a company of its own. */
import { describe, expect, test } from 'vitest';
import { eligible, ineligible, openProgram, reseller } from './company.ts';
import { enroll, invited, refusal, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const isEtag = expect.stringMatching(/^".+"$/);

describe('enroll', () => {
  test('needs the ETag of what was read, and is repeatable', async () => {
    const { company, ines, path, etag } = await invited(scene.cloud);
    expect(await ines.put(path)).toMatchObject(refusal(428, 'request/precondition-required'));
    const stale = await ines.put(path, undefined, { 'if-match': '"stale"' });
    expect(stale).toMatchObject(refusal(412, 'request/precondition-failed'));
    const enrolled = await ines.put(path, undefined, { 'if-match': etag });
    expect(enrolled).toMatchObject({ status: 200, body: { status: 'Enrolled', etag: isEtag } });
    expect(enrolled.headers.get('etag')).toBe(enrolled.body.etag);
    for (const repeat of [await ines.put(path), await ines.put(path, undefined, { 'if-match': etag })])
      expect(repeat).toMatchObject({ status: 200, body: enrolled.body });
    expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll']);
    const unread = await ines.get(path, { 'if-none-match': etag });
    const seen = await company.as('uma').get(path, { 'if-none-match': enrolled.body.etag });
    expect([unread.status, seen.status]).toEqual([200, 304]);
  });

  test('is refused, with the reason, where there is no invitation or no eligibility any more', async () => {
    const { company, office, ines, path, etag } = await invited(scene.cloud);
    const [, branch] = company.locations;
    await company.report({ [branch]: eligible });
    const never = company.enrollment(office, 'csp-direct-bill');
    expect(await enroll(ines, never)).toMatchObject(refusal(409, 'enrollment/ineligible'));
    await company.report({ [office]: ineligible }, '2027-02-20');
    const refused = await ines.put(path, undefined, { 'if-match': etag });
    expect(refused).toMatchObject(refusal(409, 'enrollment/ineligible'));
    const unmet = { kind: 'revenue', needed: 25_000, figure: 19_200, asOf: '2027-02-20' };
    expect(refused.body.error.details.reasons).toMatchObject([{ code: 'criteriaUnmet', criteria: [unmet] }]);
    const { status } = (await ines.get(company.enrollment(branch))).body;
    expect(status).toBe('Invited');
  });

  test('is recorded with who did it, by which grant, oldest step first', async () => {
    const { company, ines, path } = await invited(scene.cloud);
    await enroll(ines, path);
    const { body } = await company.as('uma').get(`${path}/history`);
    const by = company.memberPath('ines').split('/').at(-1);
    const grant = { role: 'incentivesAdministrator', scopes: [{ locations: 'all', programs: 'all' }] };
    expect(body.value).toMatchObject([
      { what: 'invite', by: 'system', from: null, to: 'invited' },
      { what: 'enroll', by, from: 'invited', to: 'enrolled', term: 'FY27', grant },
    ]);
    expect(body.value[0].at <= body.value[1].at).toBe(true);
  });
});

describe('withdraw', () => {
  test('needs the ETag, is repeatable, and lets the location enroll again', async () => {
    const { ines, path, etag } = await invited(scene.cloud);
    expect(await ines.delete(path, { 'if-match': etag })).toMatchObject(
      refusal(409, 'enrollment/not-possible'),
    );
    const enrolled = await ines.put(path, undefined, { 'if-match': etag });
    expect(await ines.delete(path)).toMatchObject(refusal(428, 'request/precondition-required'));
    const stale = await ines.delete(path, { 'if-match': etag });
    expect(stale).toMatchObject(refusal(412, 'request/precondition-failed'));
    const withdrawn = await ines.delete(path, { 'if-match': enrolled.body.etag });
    const repeat = await ines.delete(path);
    expect([withdrawn.status, repeat.status]).toEqual([204, 204]);
    expect((await ines.get(path)).body).toMatchObject({ status: 'Withdrawn', term: null });

    const late = await ines.put(path, undefined, { 'if-match': etag });
    expect(late).toMatchObject(refusal(412, 'request/precondition-failed'));
    expect((await enroll(ines, path)).body).toMatchObject({ status: 'Enrolled', term: 'FY27' });
    expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'withdraw', 'enroll']);
  });

  test('a late repeat of an enrollment that needed no invitation is refused too', async () => {
    const { company, office, ines } = await invited(scene.cloud);
    const path = company.enrollment(office, openProgram);
    const enrolled = await ines.put(path);
    expect(enrolled.status).toBe(201);
    await ines.delete(path, { 'if-match': enrolled.body.etag });
    expect(await ines.put(path)).toMatchObject(refusal(428, 'request/precondition-required'));
    expect((await ines.get(path)).body.status).toBe('Withdrawn');
  });
});

test('what was never invited, or is not there, is not found', async () => {
  const { company, office, ines } = await invited(scene.cloud);
  const missing: [string, string][] = [
    [company.enrollment(office, 'csp-direct-bill'), 'enrollment/unknown'],
    [company.enrollment(office, 'no-such-program'), 'program/unknown'],
    [company.enrollment('999', reseller), 'location/unknown'],
  ];
  for (const [path, code] of missing) expect(await ines.get(path), path).toMatchObject(refusal(404, code));
  const globalId = await ines.put(company.enrollment(company.globalMpnId, reseller));
  expect(globalId).toMatchObject(refusal(400, 'location/global-mpn-id'));
  expect(globalId.body.error.message).toContain(company.locations.join(', '));
  const withdrawal = await ines.delete(company.enrollment(office, openProgram));
  expect(withdrawal).toMatchObject(refusal(404, 'enrollment/unknown'));
});
