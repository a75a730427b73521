/** Changes the pure files of shared/ at every place, one at a time, and counts the changes no test notices: `npm run test:mutation -- access calendar`. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync } from 'node:fs';

/** What touches the world, and what only words a letter. */
const left = ['*-store', 'graph', 'mailer', 'texts*', '*-texts', 'phrases'];
const reportPath = 'reports/mutation.json';

interface Mutant {
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | string;
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
}

interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

const folders = readdirSync('shared', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['azure', 'http'].includes(entry.name))
  .map(({ name }) => name);

function mutate(folder: string): Report {
  const files = [`shared/${folder}/*.ts`, ...left.map((name) => `!shared/${folder}/${name}.ts`)];
  const { status } = spawnSync('stryker', ['run', '--mutate', files.join(',')], {
    env: { ...process.env, PURE_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`Stryker could not run on ${folder}`);
  const kept = `reports/mutation-${folder}.json`;
  renameSync(reportPath, kept);
  return JSON.parse(readFileSync(kept, 'utf8'));
}

function survivors({ files }: Report): string[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location: { start }, mutatorName, replacement = '' }) => {
        const line = source.split('\n')[start.line - 1]?.trim();
        return `  ${path}:${start.line}:${start.column} ${mutatorName} → ${replacement.replaceAll(/\s+/g, ' ')}\n      ${line}`;
      }),
  );
}

const asked = process.argv.slice(2);
const rows = (asked.length > 0 ? asked : folders).map((folder) => {
  const report = mutate(folder);
  const of = (...states: string[]) =>
    Object.values(report.files)
      .flatMap(({ mutants }) => mutants)
      .filter(({ status }) => states.includes(status)).length;
  const [killed, survived] = [of('Killed', 'Timeout'), of('Survived', 'NoCoverage')];
  console.log([folder, ...survivors(report)].join('\n'));
  return {
    folder,
    mutants: killed + survived,
    killed,
    survived,
    percent: Math.round((1000 * killed) / (killed + survived)) / 10,
  };
});
console.table(rows);
