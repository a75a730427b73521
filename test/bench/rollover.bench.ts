/** What the end of a term costs, against reading and writing the same and deciding nothing, and against a loop that takes one enrollment after the other. */
import { median, printTable } from './harness.ts';
import { type Measured, openDatabase } from './rollover-bench.ts';
import { perOrganization } from './rollover-data.ts';

const asked = process.argv.slice(3).map(Number);
const sizes = asked.length > 0 ? asked : [1_000, 10_000, 100_000];
/** The first one, in which an instance compiles its code, is shown and not counted. */
const rounds = 6;
const naiveOrganizations = 40;
/** On two cores a local database answers at once, and every microsecond of work shows. One that takes its time, as any does over a network, is waited for. */
const distantMs = 20;
const boundary = (round: number) => `${2027 + round}-07-01T00:05:00.000Z`;

const cpuOf = ({ cpuMs, databaseCpuMs }: Measured) => cpuMs + databaseCpuMs;
const perEach = (ms: number, size: number) => ((ms / size) * 1000).toFixed(0);
type Database = Awaited<ReturnType<typeof openDatabase>>;

const rows: (string | number)[][] = [];

/** Floor and rollover in turns, over one boundary after the other. @returns the median of the ratios, and of the times. */
async function compare(database: Database, size: number, where: string) {
  const [ratios, cpuRatios, taken]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const floor = await database.run('floor', boundary(round));
    const rollover = await database.run('rollover', boundary(round));
    if (rollover.decisions !== size) throw new Error(`${rollover.decisions} of ${size} were rolled over`);
    if (round > 0) {
      taken.push(rollover.ms);
      ratios.push(rollover.ms / floor.ms);
      cpuRatios.push(cpuOf(rollover) / cpuOf(floor));
    }
    rows.push([
      ...[size, where, round + 1, (floor.ms / 1000).toFixed(2), (rollover.ms / 1000).toFixed(2)],
      (rollover.ms / floor.ms).toFixed(2),
      ...[floor, rollover].map((one) => `${perEach(one.cpuMs, size)} + ${perEach(one.databaseCpuMs, size)}`),
      (rollover.requests / size).toFixed(3),
      (rollover.charge / size).toFixed(2),
    ]);
  }
  return { ratio: median(ratios), cpuRatio: median(cpuRatios), ms: median(taken) };
}

for (const size of sizes) {
  const organizations = size / perOrganization;
  const database = await openDatabase(organizations);
  const { ratio, cpuRatio, ms } = await compare(database, size, 'at once');
  const { peakMb } = await database.run('rollover', boundary(rounds), { narrow: true });
  const count = Math.min(naiveOrganizations, organizations);
  await database.run('naive', boundary(rounds + 1), { count });
  const naive = await database.run('naive', boundary(rounds + 2), { count });
  const times = naive.ms / (count * perOrganization) / (ms / size);
  database.close();
  const distant = await openDatabase(organizations, distantMs);
  const far = await compare(distant, size, `after ${distantMs} ms`);
  distant.close();
  console.log(
    `${size}: ${ratio.toFixed(2)} × the floor (CPU ${cpuRatio.toFixed(2)}; where each answer takes ${distantMs} ms, ${far.ratio.toFixed(2)}), the naive loop takes ${times.toFixed(1)} times as long for each enrollment; at most ${peakMb.toFixed(0)} MB resident`,
  );
}
printTable(
  [
    ...['enrollments', 'the database answers', 'round', 'floor, s', 'rollover, s', 'ratio'],
    ...['floor, CPU µs each: client + database', 'rollover, CPU µs each', 'requests each', 'RU each'],
  ],
  rows,
);
