/** The sample locations and their figures, by organization; the day of the figures is added when they are asked for. */
import type { LocationFacts } from '../../../shared/organizations/location-facts.ts';

interface UndatedLocation {
  mpnId: string;
  name: string;
  facts: Omit<LocationFacts, 'asOf'>;
}

const berlin = location('4100101', 'Contoso Berlin', {
  trailing12MonthRevenueUsd: 640_000,
  designations: ['Solutions Partner for Modern Work', 'Gold Cloud Platform competency'],
  scores: { modernWork: 82, security: 51 },
  nominations: ['hosting', 'solution-assessment'],
  activity: { 'solution-assessment': { FY21: 3 } },
});
const munich = location('4100102', 'Contoso München', {
  trailing12MonthRevenueUsd: 410_000,
  designations: ['Solutions Partner for Infrastructure'],
  scores: { infrastructure: 74 },
});
/** No designation, so no direct bill; 40 points in one area are enough for indirect reseller. */
const hamburg = location('4100103', 'Contoso Hamburg', {
  trailing12MonthRevenueUsd: 38_500,
  scores: { security: 40, modernWork: 18 },
});

const stockholm = location('4200101', 'Fabrikam Stockholm', {
  trailing12MonthRevenueUsd: 310_000,
  designations: ['Solutions Partner for Data & AI'],
  scores: { dataAndAi: 78 },
});
const gothenburg = location('4200102', 'Fabrikam Göteborg', {
  trailing12MonthRevenueUsd: 74_000,
  scores: { businessApplications: 33 },
});
/** Below 25,000. */
const malmo = location('4200103', 'Fabrikam Malmö', {
  trailing12MonthRevenueUsd: 12_400,
  scores: { businessApplications: 27 },
});

const london = location('4300101', 'Northwind London', {
  trailing12MonthRevenueUsd: 520_000,
  designations: ['Solutions Partner for Security'],
  scores: { security: 80 },
});
const leeds = location('4300102', 'Northwind Leeds', {
  trailing12MonthRevenueUsd: 61_000,
  scores: { modernWork: 45 },
});
/** Enough revenue, but 22 and 21 points in two areas are not 25 in one. */
const cardiff = location('4300103', 'Northwind Cardiff', {
  trailing12MonthRevenueUsd: 48_000,
  scores: { modernWork: 22, security: 21 },
});

const seattle = location('4400101', 'Adventure Works Seattle', {
  trailing12MonthRevenueUsd: 412_000,
  designations: ['Solutions Partner for Modern Work'],
  scores: { modernWork: 77 },
});
const austin = location('4400102', 'Adventure Works Austin', {
  trailing12MonthRevenueUsd: 96_000,
  scores: { infrastructure: 38 },
});
/** Barely above 25,000: the one that falls below when its next figures arrive. */
const boise = location('4400103', 'Adventure Works Boise', {
  trailing12MonthRevenueUsd: 26_100,
  scores: { modernWork: 31 },
});

export const sampleLocations = {
  contoso: [berlin, munich, hamburg],
  fabrikam: [stockholm, gothenburg, malmo],
  northwind: [london, leeds, cardiff],
  'adventure-works': [seattle, austin, boise],
} satisfies Record<string, UndatedLocation[]>;

function location(mpnId: string, name: string, known: Partial<LocationFacts>): UndatedLocation {
  const nothing = {
    trailing12MonthRevenueUsd: 0,
    designations: [],
    scores: {},
    nominations: [],
    activity: {},
  };
  return { mpnId, name, facts: { ...nothing, ...known } };
}
