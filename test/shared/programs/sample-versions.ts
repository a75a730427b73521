/** Each version of each sample program, and who just meets it or just misses one criterion, for tests. */
import type { sampleProgram } from '../../../infra/local/sample/programs.ts';
import type { LocationFacts } from '../../../shared/organizations/location-facts.ts';
import { facts, type organization } from './situation.ts';

export type SampleId = keyof typeof sampleProgram;
type Agreements = Parameters<typeof organization>[0];

export interface Applying {
  on: string;
  /** At the end of a term, its last day. */
  activityOn?: string;
  figures?: Partial<LocationFacts>;
  revenueOfOrganization?: number;
  agreements?: Agreements;
}

interface Version {
  program: SampleId;
  ruleEffectiveFrom: string;
  /** Meets every criterion, and none of them by more than is needed. */
  meets: Applying;
  /** The same but for one thing, and the kinds of criteria that this leaves unmet. */
  misses: Record<string, [but: Partial<Applying>, kinds: string[]]>;
}

const signed = { activeFrom: '2017-07-01' };
const partner: Agreements = { microsoftPartnerAgreement: signed };
export const nothing: LocationFacts = {
  ...{ asOf: facts.asOf, trailing12MonthRevenueUsd: 0, designations: [], scores: {} },
  ...{ nominations: [], activity: {} },
};
const enough = { trailing12MonthRevenueUsd: 25_000 };
const noWay = ['designation', ...Array.from({ length: 6 }, () => 'score')];
const designated = { designations: ['Solutions Partner for Security'] };
const competent = { designations: ['Silver Datacenter competency'] };
const toHosting = { nominations: ['hosting'] };
const assessing = { nominations: ['solution-assessment'], ...competent };

export const versions: Record<string, Version> = {
  'CSP Indirect Reseller, FY22': {
    program: 'csp-indirect-reseller',
    ruleEffectiveFrom: '2021-10-01',
    meets: { on: '2025-09-30', figures: enough, agreements: partner },
    misses: {
      'a dollar less': [{ figures: { trailing12MonthRevenueUsd: 24_999 } }, ['revenue']],
      'the revenue at its other locations': [{ figures: {}, revenueOfOrganization: 1_000_000 }, ['revenue']],
      'another agreement': [{ agreements: { mpnAgreement: signed } }, ['agreement']],
    },
  },
  'CSP Indirect Reseller, FY26, by points': {
    program: 'csp-indirect-reseller',
    ruleEffectiveFrom: '2025-10-01',
    meets: { on: '2025-10-01', figures: { ...enough, scores: { security: 25 } }, agreements: partner },
    misses: {
      'a point less': [{ figures: { ...enough, scores: { security: 24 } } }, noWay],
      'points of all areas that add up': [
        { figures: { ...enough, scores: { security: 24, modernWork: 24, infrastructure: 24 } } },
        noWay,
      ],
      'a dollar less': [
        { figures: { trailing12MonthRevenueUsd: 24_999, scores: { security: 25 } } },
        ['revenue'],
      ],
      'an agreement that has ended': [
        { agreements: { microsoftPartnerAgreement: { ...signed, activeTo: '2025-09-30' } } },
        ['agreement'],
      ],
    },
  },
  'CSP Indirect Reseller, FY26, by designation': {
    program: 'csp-indirect-reseller',
    ruleEffectiveFrom: '2025-10-01',
    meets: { on: '2025-10-01', figures: { ...enough, ...designated }, agreements: partner },
    misses: { 'a competency instead': [{ figures: { ...enough, ...competent } }, noWay] },
  },
  'CSP Direct Bill, FY26': {
    program: 'csp-direct-bill',
    ruleEffectiveFrom: '2025-07-01',
    meets: {
      on: '2025-07-01',
      figures: designated,
      revenueOfOrganization: 1_000_000,
      agreements: partner,
    },
    misses: {
      'a dollar less': [{ revenueOfOrganization: 999_999 }, ['revenue']],
      'no designation': [{ figures: { scores: { security: 100 } } }, ['designation']],
      'a designation that does not match': [{ figures: competent }, ['designation']],
      'no agreement': [{ agreements: {} }, ['agreement']],
      'the day before': [{ on: '2025-06-30' }, ['rulesInForce']],
    },
  },
  'CSP Indirect Provider, FY18': {
    program: 'csp-indirect-provider',
    ruleEffectiveFrom: '2017-07-01',
    meets: {
      on: '2018-09-30',
      figures: competent,
      agreements: { mpnAgreement: signed, distributorAgreement: signed },
    },
    misses: {
      'no distributor agreement': [{ agreements: { mpnAgreement: signed } }, ['agreement']],
      'no MPN agreement': [{ agreements: { distributorAgreement: signed } }, ['agreement']],
      'no competency': [{ figures: {} }, ['designation']],
    },
  },
  'Hosting, FY19': {
    program: 'hosting',
    ruleEffectiveFrom: '2018-07-01',
    meets: { on: '2020-06-30', figures: toHosting },
    misses: { 'no nomination': [{ figures: { nominations: ['solution-assessment'] } }, ['nominated']] },
  },
  'Hosting, FY21': {
    program: 'hosting',
    ruleEffectiveFrom: '2020-07-01',
    meets: { on: '2021-09-30', figures: toHosting },
    misses: {
      'no nomination': [{ figures: {} }, ['nominated']],
      'the day after its end': [{ on: '2021-10-01' }, ['before']],
    },
  },
  'Solution Assessment, FY21, to enter': {
    program: 'solution-assessment',
    ruleEffectiveFrom: '2020-07-01',
    meets: { on: '2020-12-31', figures: assessing },
    misses: {
      'no nomination': [{ figures: competent }, ['nominated']],
      'no competency': [{ figures: { ...assessing, designations: [] } }, ['designation']],
      'a designation instead': [{ figures: { ...assessing, ...designated } }, ['designation']],
    },
  },
  'Solution Assessment, since January 2021, to enter': {
    program: 'solution-assessment',
    ruleEffectiveFrom: '2021-01-01',
    meets: { on: '2026-07-01', figures: assessing },
    misses: {
      'no nomination': [{ figures: competent }, ['nominated']],
      'no competency': [{ figures: { ...assessing, designations: [] } }, ['designation']],
    },
  },
  'Solution Assessment, FY21, to stay': {
    program: 'solution-assessment',
    ruleEffectiveFrom: '2021-01-01',
    meets: {
      on: '2021-07-01',
      activityOn: '2021-06-30',
      figures: { ...assessing, activity: { 'solution-assessment': { FY21: 1 } } },
    },
    misses: {
      'no deal': [
        { figures: { ...assessing, activity: { 'solution-assessment': { FY21: 0 } } } },
        ['activity'],
      ],
      'deals of the year before': [
        { figures: { ...assessing, activity: { 'solution-assessment': { FY20: 9 } } } },
        ['activity'],
      ],
      'deals of another program': [
        { figures: { ...assessing, activity: { hosting: { FY21: 9 } } } },
        ['activity'],
      ],
    },
  },
};
