/** What instances say of the messages they take, and what follows from it: which were in hand when one died, and which came again. */

/** The ids are those of messages; of what was poisoned or queued again, those of organizations. */
export interface Told {
  what: 'taken' | 'handled' | 'failed' | 'poisoned' | 'requeued';
  ids: string[];
}

/** Messages of the round an instance is in. */
interface Instance {
  inHand: string[];
}

type Ledger = ReturnType<typeof emptyLedger>;

export function emptyLedger() {
  return {
    /** `kills`: with messages in hand; `resumed` and `triedAgain`: messages taken again after a kill, and after they had failed. */
    counts: { kills: 0, resumed: 0, failed: 0, triedAgain: 0, requeued: 0, poisoned: 0 },
    /** How a message that was left comes again. */
    left: new Map<string, 'resumed' | 'triedAgain'>(),
    /** Organizations. */
    poisoned: new Set<string>(),
    rounds: 0,
  };
}

const hears: Record<Told['what'], (ledger: Ledger, one: Instance, ids: string[]) => void> = {
  taken({ counts, left }, one, ids) {
    one.inHand = ids;
    for (const id of ids) {
      const how = left.get(id);
      if (how) counts[how] += 1;
      left.delete(id);
    }
  },
  handled(ledger, one) {
    one.inHand = [];
    ledger.rounds += 1;
  },
  failed({ counts, left }, _, ids) {
    counts.failed += 1;
    for (const id of ids) left.set(id, 'triedAgain');
  },
  poisoned({ counts, poisoned }, _, ids) {
    counts.poisoned += 1;
    for (const id of ids) poisoned.add(id);
  },
  requeued({ counts }) {
    counts.requeued += 1;
  },
};

export function hear(ledger: Ledger, one: Instance, { what, ids }: Told): void {
  hears[what](ledger, one, ids);
}

export function died({ counts, left }: Ledger, { inHand }: Instance): void {
  if (inHand.length > 0) counts.kills += 1;
  for (const id of inHand) left.set(id, 'resumed');
}
