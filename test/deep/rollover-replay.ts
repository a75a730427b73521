/** The sequential reference: one enrollment alone, its history taken step by step through the rules that decide it. */
import { expect } from 'vitest';
import type { Decision } from '../../shared/enrollments/attendance.ts';
import { decideEnroll } from '../../shared/enrollments/enrolling.ts';
import type { Enrollment } from '../../shared/enrollments/enrollment.ts';
import type { HistoryEntry } from '../../shared/enrollments/history.ts';
import { withdraw } from '../../shared/enrollments/lifecycle.ts';
import { decide } from '../../shared/enrollments/reconcile.ts';
import type { Subject } from '../../shared/enrollments/subject.ts';
import { validationTells } from '../../shared/enrollments/validation.ts';
import { letterWrites } from '../../shared/letters/letter-store.ts';

/** @returns the state the same steps lead to, with nothing left to decide, and the ids of the letters they caused. */
export function replay(subject: Subject, found: Enrollment | undefined, now: Date) {
  const letters: string[] = [];
  let { state } = subject;
  const history = found?.history ?? [];
  while ((state?.history.length ?? 0) < history.length) {
    const done = state?.history.length ?? 0;
    const { after, occasion, tell } = step({ ...subject, state }, history.slice(done));
    expect(after.history).toEqual(history.slice(0, after.history.length));
    const cause = { organizationId: after.organizationId, occasion, dueAt: now.toISOString() };
    for (const write of letterWrites(cause, tell)) if ('create' in write) letters.push(write.create.id);
    state = after;
  }
  expect(decide({ ...subject, state }, { now, occasion: '' })).toBeUndefined();
  return { state, letters };
}

function step(subject: Subject, left: HistoryEntry[]): Decision & { occasion: string } {
  const [entry] = left;
  if (!entry) throw new Error('No step is left');
  const pass = { now: new Date(entry.at), occasion: occasionOf(entry, left) };
  const decision = entry.by === 'system' ? decide(subject, pass) : acted(subject, entry);
  if (!decision) throw new Error(`The rules decide nothing where ${entry.what} happened`);
  return { ...decision, occasion: pass.occasion };
}

/** One decision may make several steps, and the last of them name the occasion. */
function occasionOf({ at, by }: HistoryEntry, left: HistoryEntry[]): string {
  const others = left.findIndex((one) => one.at !== at || one.by !== by);
  const together = others === -1 ? left : left.slice(0, others);
  return together.find(({ occasion }) => occasion)?.occasion ?? '';
}

function acted(subject: Subject, { at, by, grant, what, occasion = '' }: HistoryEntry): Decision {
  const { state } = subject;
  if (what === 'enroll') {
    const after = decideEnroll(subject, { state, by, grant, now: new Date(at), occasion });
    return { after, tell: validationTells(after) };
  }
  if (what !== 'withdraw' || !state) throw new Error(`Nobody did ${what}`);
  return { after: withdraw(state, { at, by, ...(grant ? { grant } : {}) }), tell: [] };
}
