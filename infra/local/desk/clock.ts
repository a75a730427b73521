/** The clock of the desk, read and moved. */
import type { Told } from './document.ts';

export async function readClock(hostUrl: string): Promise<string> {
  const answer = await fetch(`${hostUrl}/admin/clock`);
  return ((await answer.json()) as { now: string }).now;
}

/** `wanted` is what a `datetime-local` field sends, taken as UTC. @returns what came of it, in words. */
export async function moveClock(hostUrl: string, wanted: string): Promise<Told> {
  const now = new Date(`${wanted}Z`);
  if (Number.isNaN(now.getTime())) return refused('Say a day and a time to move the clock to.');
  if (now < new Date(await readClock(hostUrl)))
    return refused('The clock only moves forward: timers that ran cannot be taken back.');
  const answer = await fetch(`${hostUrl}/admin/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now }),
  });
  if (answer.ok) return { done: 'The clock has moved, and each timer it passed has run.', refused: null };
  const { message } = (await answer.json()) as { message: string };
  return refused(`The clock did not move: ${message}.`);
}

const refused = (words: string): Told => ({ done: null, refused: words });
