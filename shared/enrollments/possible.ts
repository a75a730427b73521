/** What a command on an enrollment needs beside its place in the table of transitions. A refusal says where the enrollment stands, and what is possible from there. */
import { refuse } from '../refusal.ts';
import { type Facing, type Fault, type Gate, gates } from './gates.ts';
import { type StatusShown, statusShown } from './shown.ts';
import { commandsFrom } from './step.ts';
import { type Command, commands } from './transitions.ts';

/** `transition`: the table of transitions has it. */
type Need = keyof typeof gates | 'transition';

/** In the order in which they are refused. What ends something, or finds it wanting, waits for no migration and no program. */
const needs = {
  enroll: ['migrated', 'open', 'eligible', 'invited', 'transition'],
  decline: ['known', 'transition', 'ahead'],
  withdraw: ['transition'],
  complete: ['migrated', 'open', 'transition', 'asked'],
  validate: ['migrated', 'open', 'transition', 'completed'],
  reject: ['transition', 'completed'],
  extend: ['migrated', 'open', 'inviting', 'eligible', 'transition'],
  resend: ['migrated', 'open', 'inviting', 'eligible', 'transition'],
  reopen: ['migrated', 'offered', 'staying', 'lapsed', 'transition'],
} as const satisfies Record<Command, readonly Need[]>;

/**
 * @throws Refusal `organization/migration-not-completed`, `program/*`, `enrollment/*` or `requirement/not-completed`: the first thing
 * that stands against the command, with the status as it is shown (null where there is nothing) and what nothing here stands against.
 */
export function checkPossible(command: Command, facing: Facing): void {
  const fault = faultOf(command, facing);
  if (!fault) return;
  const { requirement: _, ...whole } = facing;
  const possible = theirs(command, facing).filter((one) => !faultOf(one, whole));
  const details = { ...fault.details, status: shownOf(facing), possible };
  refuse(fault.code, fault.message, { details });
}

function faultOf(command: Command, facing: Facing): Fault | undefined {
  for (const need of needs[command]) {
    const gate: Gate = need === 'transition' ? (facing) => untabled(command, facing) : gates[need];
    const fault = gate(facing);
    if (fault) return fault;
  }
  return undefined;
}

function untabled(command: Command, facing: Facing): Fault | undefined {
  if (theirs(command, facing).includes(command)) return undefined;
  const message = `This is ${shownOf(facing) ?? 'not invited'}; ${command} is not possible now.`;
  return { code: 'enrollment/not-possible', message };
}

/** What the table has for those whose command this is. */
function theirs(command: Command, { state }: Facing): Command[] {
  const operators: readonly Command[] = commands.operator;
  return commandsFrom(state?.status ?? 'none', operators.includes(command) ? 'operator' : 'partner');
}

/** As those who deal with it see it. Where nothing is stored, a program open to all is an invitation, and any other is nothing. */
function shownOf({ state, program, now }: Facing): StatusShown | null {
  return state || program.openToAll ? statusShown(state, program, { administers: true, now }) : null;
}
