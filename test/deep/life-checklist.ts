/** The steps to being enrolled as a reader sees them who may not act, in the model. */
import { dayAt, daysAfter } from './life-calendar.ts';
import type { RequirementName } from './life-program.ts';
import { administered, inTerm, isOver, type Pair, programOf, type World } from './life-world.ts';

type Step = readonly [step: string, done: boolean, requirement?: string, reason?: string];

const partners = ['Invited', 'Enrolling', 'Enrolled'];

/** By the status that is shown: what is left, whose turn it is, and until when. */
export function wayOf(world: World, pair: Pair, shown: string) {
  const steps = stepsOf(world, pair);
  const next = partners.includes(shown) ? steps.find(([, done]) => !done) : undefined;
  const action = next && next[0] !== 'validateRequirement' ? next[0] : null;
  const state = (step: Step) => (step[1] ? 'done' : step === next ? 'blocking' : 'open');
  return {
    actionRequired: action,
    completeBy: action && pair.status !== 'enrolled' && !isOver(world, pair) ? completeBy(world, pair) : null,
    checklist: steps.map((step) => [step[0], step[2] ?? null, state(step), step[3] ?? null].join(' ')),
  };
}

/** Everything is completed before anything is waited for. */
function stepsOf(world: World, pair: Pair): Step[] {
  const { requirements } = programOf(world, pair);
  const stateOf = (name: RequirementName) => pair.progress[name]?.state;
  return [
    ['completeMigration', world.migrated],
    ['assignIncentivesAdministrator', administered(world, pair)],
    ['enroll', inTerm(pair)],
    ...requirements.map((name): Step => {
      const reason = stateOf(name) === 'rejected' ? 'As agreed' : undefined;
      return ['completeRequirement', isCompleted(pair, name), name, reason];
    }),
    ...requirements.map((name): Step => ['validateRequirement', stateOf(name) === 'validated', name]),
  ];
}

const isCompleted = ({ progress }: Pair, name: RequirementName) =>
  progress[name]?.state === 'completed' || progress[name]?.state === 'validated';

/** The end of the month; or of the invitation where that is sooner, and nothing is left to do once it is accepted. */
function completeBy(world: World, pair: Pair) {
  const { calendar, open, requirements } = programOf(world, pair);
  const month = dayAt(calendar, world.now).slice(0, 7);
  const first = `${month}-01`;
  const ends = daysAfter(`${daysAfter(first, 31).slice(0, 7)}-01`, -1);
  const isAll = requirements.every((name) => isCompleted(pair, name));
  const until = pair.status === 'invited' && !open && isAll ? pair.invitation?.deadline : undefined;
  const last = until === undefined ? ends : dayAt(calendar, until - 1);
  return { day: last < ends ? last : ends, earnsFrom: first };
}
