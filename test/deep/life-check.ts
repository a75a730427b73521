/** What is shown of a life is what the model says. */
import { must } from '../../infra/local/client.ts';
import type { EnrollmentView } from '../../shared/enrollments/enrollment-view.ts';
import { termName } from './life-calendar.ts';
import { wayOf } from './life-checklist.ts';
import { pathOf, type Real } from './life-real.ts';
import { inOverview, shown } from './life-shown.ts';
import { inTerm, type Pair, programOf, type World } from './life-world.ts';

/** By a reader who never may act. @throws Error naming every difference. */
export async function check(real: Real, world: World): Promise<void> {
  const differences = [
    ...(await Promise.all(world.pairs.map((pair) => differencesOf(real, world, pair)))).flat(),
    ...(await overviewDifferences(real, world)),
  ];
  if (differences.length > 0) throw new Error(differences.join('\n'));
}

async function differencesOf(real: Real, world: World, pair: Pair): Promise<string[]> {
  const path = pathOf(real, pair);
  const { status, body } = await real.company.as('uma').get(path);
  if (body.etag) real.etags.set(path, body.etag);
  const actual = status === 200 ? summary(body) : { refused: body.error.code };
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected(world, pair))];
  return is === should ? [] : [`${path}\n  is        ${is}\n  should be ${should}`];
}

function summary({ status, term, earnsFrom, invitation, ...left }: EnrollmentView) {
  const { deadline, delivered } = invitation ?? {};
  const { actionRequired, completeBy, checklist } = left;
  return {
    ...{ status, term, earnsFrom, invitation: invitation && { deadline, delivered } },
    ...{ actionRequired, completeBy },
    checklist: checklist.map(({ step, requirement, state, reason }) =>
      [step, requirement, state, reason].join(' '),
    ),
  };
}

function expected(world: World, pair: Pair) {
  const status = shown(world, pair, false);
  if (status === undefined) return { refused: 'enrollment/unknown' };
  const { deadline, delivered } = pair.invitation ?? {};
  const counts = deadline !== undefined && !programOf(world, pair).open;
  return {
    status,
    term: inTerm(pair) ? termName(pair.year ?? 0) : null,
    earnsFrom: pair.earnsFrom ?? null,
    invitation: pair.invitation
      ? { deadline: counts ? new Date(deadline).toISOString() : null, delivered }
      : null,
    ...wayOf(world, pair, status),
  };
}

async function overviewDifferences({ company, programIds }: Real, world: World): Promise<string[]> {
  const { body } = await must(company.as('uma').get(`${company.path}/incentives`));
  const rows: { mpnId: string; programId: string; status: string }[] = body.value;
  const is = rows
    .filter(({ programId }) => programIds.includes(programId))
    .map(({ mpnId, programId, status }) => `${mpnId} ${programId} ${status}`);
  const should = world.pairs
    .filter((pair) => inOverview(world, pair))
    .map(
      (pair) => `${company.locations[pair.office]} ${programIds[pair.program]} ${shown(world, pair, false)}`,
    );
  if (is.join() === should.join()) return [];
  return [`the overview\n  is        ${is.join(', ')}\n  should be ${should.join(', ')}`];
}
