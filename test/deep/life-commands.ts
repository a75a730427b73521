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
});
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
] as const;

const anyCommand = fc.oneof(
  { weight: 8, arbitrary: waits },
  { weight: 5, arbitrary: reports },
  { weight: 8, arbitrary: enrolls },
  { weight: 5, arbitrary: completes },
  { weight: 5, arbitrary: validates },
  ...[...settings, ...deeds].map((arbitrary) => ({ weight: 2, arbitrary })),
);
export type Command = Generated<typeof anyCommand>;
export type CommandOf<Do extends Command['do']> = Extract<Command, { do: Do }>;
/** What people do to one location in one program. */
export type Deed = Extract<Command, { by: string }>;
export type Setting = Exclude<Command, Deed>;

const first = { office: 0, program: 0 } as const;
/** Good figures, enrolled, completed, validated. */
export const usualWay: Command[] = [
  { do: 'report', office: 0, revenue: 90_000, deals: true },
  { do: 'enroll', by: 'ines', ...first },
  { do: 'complete', by: 'ines', ...first, requirement: 'payout-profile' },
  { do: 'complete', by: 'ines', ...first, requirement: 'tax-profile' },
  { do: 'validate', by: 'olivia', ...first, requirement: 'payout-profile' },
  { do: 'validate', by: 'olivia', ...first, requirement: 'tax-profile' },
];

export const anyLife = (mostCommands: number) =>
  fc.record({
    migrated: fc.constantFrom(true, true, true, false),
    /** How much of the usual way it begins with. */
    begun: fc.constantFrom(...usualWay.map((_, n) => n), usualWay.length),
    programs: fc.tuple(anyProgram, anyProgram),
    commands: fc.array(anyCommand, { maxLength: mostCommands, size: 'max' }),
  });
export type Life = Generated<ReturnType<typeof anyLife>>;
