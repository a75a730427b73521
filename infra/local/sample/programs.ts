/** The sample programs: what Microsoft published for past fiscal years, dated, as an illustration. None states current terms. */
import type { ProgramTerms } from '../../../shared/programs/program.ts';
import type { Rule } from '../../../shared/programs/rule.ts';
import { SolutionArea } from '../../../shared/programs/words.ts';

/** Those of the six solution areas: of any other kind, such as a competency, none matches. */
const anyDesignation: Rule = {
  kind: 'designation',
  anyOf: [
    'Solutions Partner for Business Applications',
    'Solutions Partner for Data & AI',
    'Solutions Partner for Digital & App Innovation',
    'Solutions Partner for Infrastructure',
    'Solutions Partner for Modern Work',
    'Solutions Partner for Security',
  ],
};
const anyCompetency: Rule = {
  kind: 'designation',
  anyOf: [
    'Silver Cloud Platform competency',
    'Gold Cloud Platform competency',
    'Silver Datacenter competency',
    'Gold Datacenter competency',
  ],
};
const revenueOfLocation: Rule = { kind: 'revenue', level: 'location', atLeastUsd: 25_000 };
const revenueOfOrganization: Rule = { kind: 'revenue', level: 'organization', atLeastUsd: 1_000_000 };
// 25 points in any one area; points of different areas are not added up.
const designationOrPoints: Rule = {
  kind: 'anyOf',
  rules: [
    anyDesignation,
    ...SolutionArea.options.map((area): Rule => ({ kind: 'score', area, atLeast: 25 })),
  ],
};

/** Without them nobody could be paid. */
const payment = [
  { requirement: 'payout-profile', name: 'Payout profile' },
  { requirement: 'tax-profile', name: 'Tax profile' },
];
const fiscalYear = { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} };

type SampleProgramId =
  | 'commerce-incentives'
  | 'csp-indirect-reseller'
  | 'csp-direct-bill'
  | 'csp-indirect-provider'
  | 'hosting'
  | 'solution-assessment';

export const sampleProgram: Record<SampleProgramId, ProgramTerms> = {
  'commerce-incentives': {
    name: 'Microsoft Commerce Incentives',
    description:
      'Illustrative, as published in FY24; not current terms. Open to all: there is nothing to qualify for.',
    guideUrl: 'https://partner.example/guides/commerce-incentives',
    state: 'active',
    openToAll: true,
    versions: [],
    requirements: [],
    calendar: fiscalYear,
    offBoarding: 'atTermEnd',
  },
  'csp-indirect-reseller': {
    name: 'CSP Indirect Reseller',
    description:
      'Illustrative, as published in FY22 and FY26; not current terms. Revenue at the location, and since October 2025 a designation or 25 points in one solution area.',
    guideUrl: 'https://partner.example/guides/csp-indirect-reseller',
    state: 'active',
    openToAll: false,
    requiredAgreement: 'microsoftPartnerAgreement',
    versions: [
      { effectiveFrom: '2021-10-01', rule: revenueOfLocation },
      {
        effectiveFrom: '2025-10-01',
        rule: { kind: 'allOf', rules: [revenueOfLocation, designationOrPoints] },
      },
    ],
    invitationValidDays: 90,
    requirements: [],
    calendar: fiscalYear,
    offBoarding: 'atTermEnd',
  },
  'csp-direct-bill': {
    name: 'CSP Direct Bill',
    description:
      'Illustrative, as published in FY26; not current terms. Revenue of the whole organization and a designation for a solution area.',
    guideUrl: 'https://partner.example/guides/csp-direct-bill',
    state: 'active',
    openToAll: false,
    requiredAgreement: 'microsoftPartnerAgreement',
    versions: [
      {
        effectiveFrom: '2025-07-01',
        rule: { kind: 'allOf', rules: [revenueOfOrganization, anyDesignation] },
      },
    ],
    invitationValidDays: 60,
    requirements: payment,
    calendar: fiscalYear,
    offBoarding: 'atOnce',
  },
  'csp-indirect-provider': {
    name: 'CSP Indirect Provider',
    description:
      'Illustrative, as published in FY18; not current terms. The year was extended to the end of September.',
    guideUrl: 'https://partner.example/guides/csp-indirect-provider',
    state: 'discontinued',
    openToAll: false,
    requiredAgreement: 'mpnAgreement',
    versions: [
      {
        effectiveFrom: '2017-07-01',
        rule: { kind: 'allOf', rules: [{ kind: 'agreement', type: 'distributorAgreement' }, anyCompetency] },
      },
    ],
    requirements: [],
    calendar: { ...fiscalYear, extendedEnds: { FY18: '2018-09-30' } },
    offBoarding: 'atTermEnd',
  },
  hosting: {
    name: 'Hosting',
    description:
      'Illustrative, as published in FY19 and FY21; not current terms. By invitation from a list; ended 30 September 2021.',
    guideUrl: 'https://partner.example/guides/hosting',
    state: 'discontinued',
    openToAll: false,
    versions: [
      { effectiveFrom: '2018-07-01', rule: { kind: 'nominated' } },
      {
        effectiveFrom: '2020-07-01',
        rule: { kind: 'allOf', rules: [{ kind: 'nominated' }, { kind: 'before', day: '2021-10-01' }] },
      },
    ],
    invitationValidDays: 30,
    requirements: [],
    calendar: { ...fiscalYear, extendedEnds: { FY21: '2021-09-30' } },
    offBoarding: 'atTermEnd',
  },
  'solution-assessment': {
    name: 'Solution Assessment',
    description:
      'Illustrative, as published in FY21; not current terms. By nomination, with a competency; since January 2021 also one approved deal a year, to stay. Takes nobody in now.',
    guideUrl: 'https://partner.example/guides/solution-assessment',
    state: 'notOpen',
    openToAll: false,
    versions: [
      { effectiveFrom: '2020-07-01', rule: { kind: 'allOf', rules: [{ kind: 'nominated' }, anyCompetency] } },
      {
        effectiveFrom: '2021-01-01',
        rule: {
          kind: 'allOf',
          rules: [{ kind: 'nominated' }, anyCompetency, { kind: 'activity', atLeast: 1, toStay: true }],
        },
      },
    ],
    requirements: [],
    calendar: fiscalYear,
    offBoarding: 'atTermEnd',
  },
};
