/** Many at once, and answers that are lost: an enrollment is written once, and never on a grant that is gone. */
import { describe, expect, test } from 'vitest';
import { openProgram, reseller } from './company.ts';
import { enroll, etagOf, invited, refusal, stepsOf, usePrograms } from './enrolling.ts';

const scene = usePrograms();
describe('many at once', () => {
  test.each([reseller, openProgram])(
    'twenty enroll one location in %s: it is enrolled once',
    async (program) => {
      const { company, office, ines } = await invited(scene.cloud);
      const path = company.enrollment(office, program);
      const etag = await etagOf(ines, path);
      const headers: Record<string, string> = etag ? { 'if-match': etag } : {};
      const answers = await Promise.all(Array.from({ length: 20 }, () => ines.put(path, undefined, headers)));
      const counts = Map.groupBy(answers, ({ status }) => status);
      expect([...counts.keys()].sort()).toEqual(program === openProgram ? [200, 201] : [200]);
      expect(counts.get(201) ?? []).toHaveLength(program === openProgram ? 1 : 0);
      expect(new Set(answers.map(({ body }) => body.etag)).size).toBe(1);
      const steps = await stepsOf(ines, path);
      expect(steps.filter((step) => step === 'enroll')).toHaveLength(1);
    },
  );

  test('an enrollment that was decided, but not written, when the grant was revoked is refused', async () => {
    const { company, ines, path, etag } = await invited(scene.cloud);
    const role = company.rolePath('ines', 'incentivesAdministrator');
    const knowingly = `${role}?acknowledge=stranded`;
    const grant = await etagOf(company.as('alan'), role);
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    scene.cloud.cosmos.faults.add({
      operation: 'batch',
      get latencyMs() {
        hold();
        return 600;
      },
    });
    const enrolling = ines.put(path, undefined, { 'if-match': etag });
    await held;
    expect((await company.as('alan').delete(knowingly, { 'if-match': grant })).status).toBe(204);
    expect(await enrolling).toMatchObject(refusal(403, 'access/role-missing'));
    expect(await stepsOf(company.as('uma'), path)).not.toContain('enroll');
  });

  test.each([
    ['an invitation', reseller],
    ['an open program', openProgram],
  ])('the answer to the write is lost: %s is enrolled once, and says so', async (_, program) => {
    const { company, office, ines } = await invited(scene.cloud);
    const path = company.enrollment(office, program);
    scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });
    const enrolled = await enroll(ines, path);
    expect(enrolled).toMatchObject({ status: 200, body: { status: 'Enrolled' } });
    expect((await ines.get(path)).body).toEqual(enrolled.body);
    expect((await stepsOf(ines, path)).filter((step) => step === 'enroll')).toHaveLength(1);
  });

  test('the answer to a withdrawal is lost: it is withdrawn once, and says so', async () => {
    const { ines, path } = await invited(scene.cloud);
    const { body } = await enroll(ines, path);
    scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });
    expect((await ines.delete(path, { 'if-match': body.etag })).status).toBe(204);
    expect(await stepsOf(ines, path)).toEqual(['invite', 'enroll', 'withdraw']);
  });
});
