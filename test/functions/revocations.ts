/** Fifty at once revoke the two last Incentives administrators of a location, round after round. */
import { type Client, must } from '../../infra/local/client.ts';
import { type Company, everywhere, found, openProgram } from './company.ts';
import type { TestCloud } from './harness.ts';

const administrator = 'incentivesAdministrator';
const atOnce = 50;
const people = ['ines', 'ivan'] as const;

export interface Round {
  /** Which of the two still have the role. */
  left: string[];
  statuses: Set<number>;
  /** Whether the audit says of any revocation of this round that it was made knowingly. */
  acknowledged: boolean;
}

/** A company with one enrollment; in every third round one of the fifty says that they know. */
export async function revocations(cloud: TestCloud, rounds: number): Promise<Round[]> {
  const company = await found(cloud);
  await must(company.as('ines').put(company.enrollment(company.locations[0], openProgram)));
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1)
    done.push(await revokeAtOnce(company, round % 3 === 2 ? round % atOnce : undefined));
  return done;
}

async function revokeAtOnce(company: Company, knowing: number | undefined): Promise<Round> {
  const clients = [company.as('alan'), company.as('gloria')] as const;
  const [alan, gloria] = clients;
  await Promise.all(people.map((person) => restore(alan, company.rolePath(person, administrator))));
  const answers = await Promise.all(
    Array.from({ length: atOnce }, (_, n) => {
      const path = company.rolePath(people[n % 2] ?? 'ines', administrator);
      const client = n % 4 < 2 ? alan : gloria;
      return client.delete(n === knowing ? `${path}?acknowledge=stranded` : path, { 'if-match': '*' });
    }),
  );
  const { body } = await must(alan.get(`${company.path}/audit?top=2`));
  return {
    left: await holders(alan, company),
    statuses: new Set(answers.map(({ status }) => status)),
    acknowledged: body.value.some((entry: { acknowledged?: true }) => entry.acknowledged),
  };
}

async function restore(client: Client, path: string): Promise<void> {
  await must(client.put(path, everywhere));
}

async function holders(client: Client, company: Company): Promise<string[]> {
  const read = await Promise.all(
    people.map(async (person) => {
      const { status } = await client.get(company.rolePath(person, administrator));
      return status === 200 ? [person] : [];
    }),
  );
  return read.flat();
}
