/** What the daily look at every organization costs where nothing has changed, against reading the same and deciding nothing. */
import { median, printTable } from './harness.ts';
import { type Measured, openDatabase } from './rollover-bench.ts';

const asked = process.argv.slice(3).map(Number);
const sizes = asked.length > 0 ? asked : [1_000, 10_000];
/** The first one, in which an instance compiles its code, is shown and not counted. */
const rounds = 6;
const quiet = '2027-03-02T02:30:00.000Z';
const cpuOf = ({ cpuMs, databaseCpuMs }: Measured) => cpuMs + databaseCpuMs;

const rows: (string | number)[][] = [];
for (const organizations of sizes) {
  const database = await openDatabase(organizations);
  const ratios: number[] = [];
  const cpuRatios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const read = await database.run('read', quiet);
    const bare = await database.run('bare', quiet);
    const pass = await database.run('reconcile', quiet);
    if (pass.writes > 0) throw new Error(`${pass.writes} writes where nothing has changed`);
    if (round > 1) {
      ratios.push(pass.ms / read.ms);
      cpuRatios.push(cpuOf(pass) / cpuOf(read));
    }
    const cpuEach = (one: Measured) =>
      [one.cpuMs, one.databaseCpuMs].map((ms) => (ms / organizations).toFixed(2)).join(' + ');
    rows.push([
      ...[organizations, round, ...[bare, read, pass].map(({ ms }) => (ms / 1000).toFixed(2))],
      ...[(pass.ms / read.ms).toFixed(2), (pass.ms / bare.ms).toFixed(2)],
      ...[bare, read, pass].map(cpuEach),
      (pass.requests / organizations).toFixed(2),
      ...[(pass.charge / organizations).toFixed(1), pass.writes],
    ]);
  }
  const { peakMb } = await database.run('reconcile', quiet, { narrow: true });
  console.log(
    `${organizations}: ${median(ratios).toFixed(2)} × reading (CPU ${median(cpuRatios).toFixed(2)}); at most ${peakMb.toFixed(0)} MB resident`,
  );
  database.close();
}
printTable(
  [
    ...['organizations', 'round', 'unparsed, s', 'reading, s', 'pass, s', 'ratio', 'ratio to unparsed'],
    ...['unparsed, CPU ms each: client + database', 'reading, CPU ms each', 'pass, CPU ms each'],
    ...['requests each', 'RU each', 'writes'],
  ],
  rows,
);
