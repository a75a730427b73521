/** What may be done in a life, at random; every command is data, so that a failure names it. */
import fc from 'fast-check';
import { anyChange, anyProgram, requirementNames } from './life-program.ts';

type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never;

const is = <const Do extends string>(name: Do) => fc.constant(name);
/** Mostly one of the places, so that much happens to it. */
const either = fc.constantFrom(0, 0, 0, 1);
const place = { office: either, program: either };
const requirement = fc.constantFrom(...requirementNames);
const often = <const T>(value: T, times: number): T[] => Array.from({ length: times }, () => value);
/** Mostly who may, sometimes who never may. */
const partner = fc.constantFrom(...often('ines', 7), 'ivan', 'uma', 'alan', 'olivia');
const vendor = fc.constantFrom(...often('olivia', 7), 'ines', 'gloria');
const allOrOne = fc.constantFrom(undefined, undefined, 0, 1);

const waits = fc.record({
  do: is('wait'),
  how: fc.constantFrom('halfAnHour', 'hours', 'day', 'week', 'month', 'season', 'toTheEnd', 'overTheEnd'),
  program: either,
});
const reports = fc.record({
  do: is('report'),
  office: either,
  revenue: fc.constantFrom(10_000, 30_000, 90_000, 90_000),
  deals: fc.boolean(),
  /** Or of the latest day that has begun anywhere; what is older than what was reported before is not taken. */
  daysAgo: fc.constantFrom(0, 0, 0, 'ahead' as const, 1, 20),
});
const asks = fc.record({ do: is('ask'), ...place, days: fc.constantFrom(undefined, -200, 40, 400) });
const settings = [
  fc.record({ do: is('agree'), days: fc.constantFrom(undefined, -1, 5, 100, 400) }),
  fc.record({ do: is('migrate'), completed: fc.constantFrom(true, true, true, false) }),
  fc.record({
    do: is('appoint'),
    who: fc.constantFrom('ines' as const, 'ivan' as const),
    scope: fc.record({ office: allOrOne, program: allOrOne }),
  }),
  fc.record({ do: is('dismiss'), who: fc.constantFrom('ines' as const, 'ivan' as const) }),
  fc.record({ do: is('change'), program: either, change: anyChange }),
  fc.record({ do: is('prolong'), program: either, days: fc.constantFrom(10, 20, 100) }),
] as const;
const enrolls = fc.record({ do: is('enroll'), by: partner, ...place });
const completes = fc.record({ do: is('complete'), by: partner, ...place, requirement });
const validates = fc.record({ do: is('validate'), by: vendor, ...place, requirement });
const deeds = [
  fc.record({ do: is('decline'), by: partner, ...place }),
  fc.record({ do: is('withdraw'), by: partner, ...place }),
  fc.record({ do: is('reject'), by: vendor, ...place, requirement }),
  fc.record({ do: is('extend'), by: vendor, ...place, days: fc.constantFrom(0, 2, 50, 300) }),
  fc.record({ do: is('resend'), by: vendor, ...place }),
  fc.record({ do: is('reopen'), by: vendor, ...place }),
] as const;

const anyCommand = fc.oneof(
  { weight: 8, arbitrary: waits },
  { weight: 5, arbitrary: reports },
  { weight: 2, arbitrary: asks },
  { weight: 8, arbitrary: enrolls },
  { weight: 5, arbitrary: completes },
  { weight: 5, arbitrary: validates },
  ...[...settings, ...deeds].map((arbitrary) => ({ weight: 2, arbitrary })),
);
export type Command = Generated<typeof anyCommand>;
export type CommandOf<Do extends Command['do']> = Extract<Command, { do: Do }>;
/** What people do to one location in one program. */
export type Deed = Extract<Command, { by: string }>;
/** What changes around the locations. */
export type Setting = Exclude<Command, Deed | { do: 'wait' | 'ask' }>;

const first = { office: 0, program: 0 } as const;
/** Good figures, enrolled, completed, validated; lapsed for other figures, and re-opened. */
export const usualWay: Command[] = [
  { do: 'report', office: 0, revenue: 90_000, deals: true, daysAgo: 0 },
  { do: 'enroll', by: 'ines', ...first },
  { do: 'complete', by: 'ines', ...first, requirement: 'payout-profile' },
  { do: 'complete', by: 'ines', ...first, requirement: 'tax-profile' },
  { do: 'validate', by: 'olivia', ...first, requirement: 'payout-profile' },
  { do: 'validate', by: 'olivia', ...first, requirement: 'tax-profile' },
  { do: 'report', office: 0, revenue: 10_000, deals: true, daysAgo: 0 },
  { do: 'wait', how: 'overTheEnd', program: 0 },
  { do: 'reopen', by: 'olivia', ...first },
];

/** Everywhere, or only where the usual way goes. */
const everywhere = { office: undefined, program: undefined };
const appointments = [everywhere, everywhere, { office: 0, program: undefined } as const, first].map(
  (scope) => ({ do: 'appoint' as const, who: 'ines' as const, scope }),
);

export const anyLife = (mostCommands: number) =>
  fc.record({
    migrated: fc.constantFrom(true, true, true, false),
    /** How much of the usual way it begins with. */
    begun: fc.constantFrom(...usualWay.map((_, n) => n), usualWay.length),
    appointed: fc.constantFrom(...appointments),
    programs: fc.tuple(anyProgram, anyProgram),
    commands: fc.array(anyCommand, { maxLength: mostCommands, size: 'max' }),
  });
export type Life = Generated<ReturnType<typeof anyLife>>;
