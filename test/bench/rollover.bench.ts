/** What the end of a term costs, against reading and writing the same and deciding nothing, and against a loop that takes one enrollment after the other. */
import { median, printTable } from './harness.ts';
import { type Measured, openDatabase } from './rollover-bench.ts';
import { perOrganization } from './rollover-data.ts';

const asked = process.argv.slice(3).map(Number);
const sizes = asked.length > 0 ? asked : [1_000, 10_000, 100_000];
const rounds = 3;
const naiveOrganizations = 40;
const boundary = (round: number) => `${2027 + round}-07-01T00:05:00.000Z`;

const cpuOf = ({ cpuMs, databaseCpuMs }: Measured) => cpuMs + databaseCpuMs;
const perEach = (ms: number, size: number) => ((ms / size) * 1000).toFixed(0);

const rows: (string | number)[][] = [];
for (const size of sizes) {
  const organizations = size / perOrganization;
  const database = await openDatabase(organizations);
  const ratios: number[] = [];
  const cpuRatios: number[] = [];
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const floor = await database.run('floor', boundary(round));
    const rollover = await database.run('rollover', boundary(round));
    if (rollover.decisions !== size) throw new Error(`${rollover.decisions} of ${size} were rolled over`);
    taken.push(rollover.ms);
    ratios.push(rollover.ms / floor.ms);
    cpuRatios.push(cpuOf(rollover) / cpuOf(floor));
    rows.push([
      ...[size, round + 1, (floor.ms / 1000).toFixed(2), (rollover.ms / 1000).toFixed(2)],
      (rollover.ms / floor.ms).toFixed(2),
      ...[floor, rollover].map((one) => `${perEach(one.cpuMs, size)} + ${perEach(one.databaseCpuMs, size)}`),
      (rollover.requests / size).toFixed(3),
      (rollover.charge / size).toFixed(2),
    ]);
  }
  const { peakMb } = await database.run('rollover', boundary(rounds), { narrow: true });
  const count = Math.min(naiveOrganizations, organizations);
  const naive = await database.run('naive', boundary(rounds + 1), { count });
  const times = naive.ms / (count * perOrganization) / (median(taken) / size);
  console.log(
    `${size}: ${median(ratios).toFixed(2)} × the floor (CPU ${median(cpuRatios).toFixed(2)}), the naive loop takes ${times.toFixed(1)} times as long for each enrollment; at most ${peakMb.toFixed(0)} MB resident`,
  );
  database.close();
}
printTable(
  [
    ...['enrollments', 'round', 'floor, s', 'rollover, s', 'ratio'],
    ...['floor, CPU µs each: client + database', 'rollover, CPU µs each', 'requests each', 'RU each'],
  ],
  rows,
);
