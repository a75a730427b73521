/** The same over HTTP: an organization and programs of its own in a local cloud. */
import { type Answered, must } from '../../infra/local/client.ts';
import { agreement, type Company, found, row } from '../functions/company.ts';
import type { TestCloud } from '../functions/harness.ts';
import type { CommandOf, Setting } from './life-commands.ts';
import { type Program, termsOf } from './life-program.ts';
import { activityOf, figuresOf } from './life-settings.ts';
import type { Pair, World } from './life-world.ts';

export interface Real {
  cloud: TestCloud;
  company: Company;
  programIds: string[];
  /** By location and program, as read last. */
  etags: Map<string, string>;
}

let lives = 0;

export async function begin(cloud: TestCloud, world: World): Promise<Real> {
  lives += 1;
  const migration = world.migrated ? 'completed' : 'inProgress';
  const programIds = world.programs.map((_, n) => `life-${lives}-${n}`);
  for (const [n, id] of programIds.entries())
    await must(cloud.as('olivia').put(`/programs/${id}`, termsOf(world.programs[n] as Program)));
  const company = await found(cloud, { migration });
  await cloud.settle();
  return { cloud, company, programIds, etags: new Map() };
}

export const pathOf = ({ company, programIds }: Real, { office, program }: Pair) =>
  company.enrollment(company.locations[office] ?? '', programIds[program]);

const always = { 'if-match': '*' };

type Settings = {
  [Do in Setting['do']]: (real: Real, world: World, command: CommandOf<Do>) => Promise<Answered>;
};

/** With the model as it is after the command. */
const settings: Settings = {
  report: ({ cloud, company, programIds }, world, command) => {
    const mpnId = company.locations[command.office] ?? '';
    const figures = figuresOf(world, command);
    const activity = activityOf(figures, programIds);
    const locations = [row(mpnId, { trailing12MonthRevenueUsd: figures.revenue, activity })];
    const { asOf } = figures;
    return cloud.as('olivia').put(`${company.path}/facts`, { asOf, locations });
  },
  agree: ({ cloud, company }, { agreementTo }) => {
    const period = { activeFrom: '2020-09-01', ...(agreementTo ? { activeTo: agreementTo } : {}) };
    return cloud.as('olivia').put(`${company.path}/agreements/${agreement}`, period, always);
  },
  migrate: ({ cloud, company }, _, { completed }) =>
    cloud
      .as('olivia')
      .put(`${company.path}/migration`, { status: completed ? 'completed' : 'inProgress' }, always),
  appoint: ({ company, programIds }, _, { who, scope: { office, program } }) => {
    const locations = office === undefined ? 'all' : [company.locations[office]];
    const programs = program === undefined ? 'all' : [programIds[program]];
    return replaced(company, company.rolePath(who, 'incentivesAdministrator'), {
      scopes: [{ locations, programs }],
    });
  },
  dismiss: ({ company }, _, { who }) => {
    const path = company.rolePath(who, 'incentivesAdministrator');
    return company.as('alan').delete(`${path}?acknowledge=stranded`, always);
  },
  change: writeProgram,
  prolong: writeProgram,
};

function writeProgram({ cloud, programIds }: Real, { programs }: World, { program }: { program: number }) {
  const terms = termsOf(programs[program] as Program);
  return cloud.as('olivia').put(`/programs/${programIds[program]}`, terms, always);
}

async function replaced(company: Company, path: string, body: object): Promise<Answered> {
  const { status } = await company.as('alan').get(path);
  return company.as('alan').put(`${path}?acknowledge=stranded`, body, status === 200 ? always : {});
}

export function changeReal(real: Real, world: World, command: Setting) {
  return changeOf(command.do, real, { world, command });
}

function changeOf<Do extends keyof Settings>(
  kind: Do,
  real: Real,
  { world, command }: { world: World; command: CommandOf<Do> },
): Promise<Answered> {
  const table: Settings = settings;
  return table[kind](real, world, command);
}
