/** The tables that hold policy, with the tests that know it. Their rules are read from them: a new row is found by itself. */

export interface Table {
  file: string;
  name: string;
  /** Folders or files of test/shared. */
  tests: string[];
  /** What a cell of a table of cells says at most; every other cell is widened to it, the absent ones too. */
  widest?: string;
  /** What stands in for a function of the table, as source: a function of the one that was there. */
  instead?: Record<string, string>;
  /** Rules whose change nobody can notice, and why. */
  unnoticed?: Record<string, string>;
}

/** Whether a letter is sent, to whom, and what it says of a place. */
const sending = [
  'sending.test.ts',
  'sending-to-others.test.ts',
  'requirements.test.ts',
  'returned.test.ts',
  'facts.test.ts',
  'administrator-gone.test.ts',
  'reminders.test.ts',
  'kinds.test.ts',
  'news.test.ts',
].map((file) => `letters/${file}`);
const yesOrNo = { 'always so': '() => () => true', 'never so': '() => () => false' };
const wayOfMigration = 'this letter is about the organization, and no step of an enrollment causes it';

export const tables: Table[] = [
  {
    file: 'shared/access/permissions.ts',
    name: 'permissions',
    tests: ['access/permissions.test.ts'],
    widest: 'yes',
  },
  { file: 'shared/refusal.ts', name: 'statuses', tests: ['refusal.test.ts'] },
  {
    file: 'shared/enrollments/transitions.ts',
    name: 'transitions',
    tests: [
      'enrollments/enrollment.test.ts',
      'enrollments/outcomes.test.ts',
      'enrollments/requirements.test.ts',
      'enrollments/reopening.test.ts',
    ],
    unnoticed: {
      'none.enroll.without validating': 'nothing can have been completed where nothing is stored',
    },
  },
  {
    file: 'shared/enrollments/gates.ts',
    name: 'gates',
    tests: ['enrollments/possible.test.ts', 'enrollments/told.test.ts'],
    instead: { 'never in the way': '() => () => undefined' },
  },
  { file: 'shared/enrollments/possible.ts', name: 'needs', tests: ['enrollments/possible.test.ts'] },
  { file: 'shared/enrollments/transitions.ts', name: 'commands', tests: ['enrollments/enrollment.test.ts'] },
  {
    file: 'shared/enrollments/shown.ts',
    name: 'cases',
    tests: ['enrollments/shown.test.ts', 'enrollments/ended-shown.test.ts'],
  },
  {
    file: 'shared/enrollments/shown-filter.ts',
    name: 'deadlines',
    tests: ['enrollments/shown.test.ts', 'enrollments/ended-shown.test.ts'],
  },
  {
    file: 'shared/enrollments/shown-filter.ts',
    name: 'terms',
    tests: ['enrollments/shown.test.ts', 'enrollments/ended-shown.test.ts'],
  },
  { file: 'shared/enrollments/checklist.ts', name: 'doers', tests: ['enrollments/checklist.test.ts'] },
  { file: 'shared/enrollments/checklist.ts', name: 'awaiting', tests: ['enrollments/checklist.test.ts'] },
  {
    file: 'shared/enrollments/home.ts',
    name: 'causes',
    tests: ['enrollments/home.test.ts', 'enrollments/home-occasions.test.ts'],
  },
  {
    file: 'shared/programs/criterion.ts',
    name: 'judges',
    tests: ['programs/criterion.test.ts', 'programs/eligibility.test.ts'],
    instead: {
      'always met': '(judge) => (...of) => ({ ...judge(...of), met: true })',
      'never met': '(judge) => (...of) => ({ ...judge(...of), met: false })',
    },
    unnoticed: { 'always: always met': 'it is, by its name' },
  },
  { file: 'shared/letters/letter.ts', name: 'priorities', tests: ['letters/kinds.test.ts'] },
  { file: 'shared/letters/letter.ts', name: 'tellsContact', tests: ['letters/kinds.test.ts'] },
  { file: 'shared/letters/letter.ts', name: 'asksToEnroll', tests: ['letters/kinds.test.ts'] },
  { file: 'shared/letters/causes.ts', name: 'causes', tests: sending },
  {
    file: 'shared/letters/holding.ts',
    name: 'holds',
    tests: sending,
    instead: yesOrNo,
    unnoticed: { 'completeMigration: always so': wayOfMigration },
  },
  {
    file: 'shared/letters/sending.ts',
    name: 'concerns',
    tests: sending,
    instead: yesOrNo,
    unnoticed: {
      'completeMigration: always so': wayOfMigration,
      'completeMigration: never so': wayOfMigration,
    },
  },
  {
    file: 'shared/letters/items.ts',
    name: 'sayings',
    tests: sending,
    instead: { 'says nothing': '() => () => ({})' },
  },
  { file: 'shared/letters/compose.ts', name: 'links', tests: ['letters/compose.test.ts'] },
  { file: 'shared/letters/report.ts', name: 'deliveries', tests: ['letters/report.test.ts'] },
  {
    file: 'shared/letters/report.ts',
    name: 'answered',
    tests: ['letters/kinds.test.ts', 'letters/return-occasion.test.ts'],
  },
];

/** Where it is, and what it is called: two files may have tables of one name. */
export const tableName = ({ file, name }: Table) =>
  `${file.replace(/^shared\//, '').replace(/\.ts$/, '')}.${name}`;

export function tableNamed(name: string): Table {
  const found = tables.find((table) => tableName(table) === name);
  if (!found) throw new Error(`There is no table ${name}`);
  return found;
}
