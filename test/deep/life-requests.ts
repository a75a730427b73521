/** What people do to one location in one program, as requests. */
import { randomUUID } from 'node:crypto';
import { dayAt, daysAfter } from './life-calendar.ts';
import type { CommandOf, Deed } from './life-commands.ts';
import type { Program } from './life-program.ts';
import { pathOf, type Real } from './life-real.ts';
import type { Pair, World } from './life-world.ts';

const reason = 'As agreed';

/** What a deed is as a request: below the enrollment, with a body. */
const requests: { [Do in Deed['do']]: (world: World, command: CommandOf<Do>) => [string, object?] } = {
  enroll: () => [''],
  withdraw: () => [''],
  decline: () => ['/invitation/decline'],
  complete: (_, { requirement }) => [`/requirements/${requirement}`],
  validate: (_, { requirement }) => [`/requirements/${requirement}/validation`, { outcome: 'validated' }],
  reject: (_, { requirement }) => [
    `/requirements/${requirement}/validation`,
    { outcome: 'rejected', reason },
  ],
  extend: ({ programs, now }, { program, days }) => {
    const { calendar } = programs[program] as Program;
    return ['/invitation/deadline', { lastDay: daysAfter(dayAt(calendar, now), days), reason }];
  },
  reopen: () => ['/reopening', { reason }],
  resend: () => [`/invitation/resends/${randomUUID()}`, { reason }],
};

/** Under the ETag that was read last. */
export function deedReal(real: Real, { world, pair }: { world: World; pair: Pair }, command: Deed) {
  const path = pathOf(real, pair);
  const [below, body] = requestOf(command.do, world, command);
  const etag = real.etags.get(path);
  const headers: Record<string, string> = etag ? { 'if-match': etag } : {};
  const client = command.by === 'olivia' ? real.cloud.as('olivia') : real.company.as(command.by);
  return command.do === 'withdraw'
    ? client.delete(path, headers)
    : client.put(`${path}${below}`, body, headers);
}

function requestOf<Do extends Deed['do']>(kind: Do, world: World, command: CommandOf<Do>) {
  const table: typeof requests = requests;
  return table[kind](world, command);
}
