/** The sample programs, version by version: who just meets each criterion, and who just misses it. */
import { describe, expect, test } from 'vitest';
import { sampleProgram } from '../../../infra/local/sample/programs.ts';
import { evaluate, unmet } from '../../../shared/programs/eligibility.ts';
import { Program } from '../../../shared/programs/program.ts';
import { checkTerms } from '../../../shared/programs/program-check.ts';
import { type Applying, nothing, type SampleId, versions } from './sample-versions.ts';
import { facts, location, organization } from './situation.ts';

function programOf(id: SampleId): Program {
  return Program.parse({ kind: 'program', schemaVersion: 1, id, ...sampleProgram[id] });
}

function eligibilityOf(id: SampleId, applying: Applying) {
  const { figures, revenueOfOrganization: usd = 0, agreements, ...asked } = applying;
  return evaluate({
    ...asked,
    program: programOf(id),
    organization: organization(agreements),
    location: location({ ...nothing, ...figures }),
    revenueOfOrganization: { usd, asOf: facts.asOf },
  });
}

describe.each(Object.entries(versions))('%s', (_, { program, ruleEffectiveFrom, meets, misses }) => {
  test('who just meets everything is eligible', () => {
    const eligibility = eligibilityOf(program, meets);
    expect(eligibility).toMatchObject({ eligible: true, ruleEffectiveFrom });
    expect(unmet(eligibility)).toEqual([]);
  });

  test.each(Object.entries(misses))('with %s, it is not, and this is why', (__, [but, kinds]) => {
    const eligibility = eligibilityOf(program, { ...meets, ...but });
    expect(eligibility.eligible).toBe(false);
    expect(unmet(eligibility).map(({ kind }) => kind)).toEqual(kinds);
  });
});

test('Microsoft Commerce Incentives ask for nothing', () => {
  const eligibility = eligibilityOf('commerce-incentives', { on: '2026-07-01' });
  expect(eligibility).toMatchObject({ eligible: true, criteria: [], ruleEffectiveFrom: null });
});

test('every version of every program is evaluated here, and each may be written', () => {
  const written = Object.entries(sampleProgram).flatMap(([id, terms]) => {
    checkTerms(terms);
    return terms.versions.map(({ effectiveFrom }) => `${id} ${effectiveFrom}`);
  });
  const evaluated = Object.values(versions).map(
    ({ program, ruleEffectiveFrom }) => `${program} ${ruleEffectiveFrom}`,
  );
  expect(new Set(evaluated)).toEqual(new Set(written));
});
