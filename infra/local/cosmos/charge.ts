/** What a request would cost in request units: an estimate from the service's published figures. */
const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Reading costs twice as much where the answer must be the latest. */
export type Consistency = 'strong' | 'relaxed';

const factor = { strong: 2, relaxed: 1 } satisfies Record<Consistency, number>;

/** 1 KB costs 1, 100 KB about 10. */
export const readCharge = (bytes: number, consistency: Consistency): number =>
  factor[consistency] * (0.9 + 0.1 * kilobytes(bytes));

/** 1 KB costs 5 to 6, 100 KB about 50; every indexed property adds a little. */
export const writeCharge = (bytes: number, indexed: number): number =>
  4.9 + 0.5 * kilobytes(bytes) + 0.02 * indexed;

/** By what the query looks at, found or not. */
export const queryCharge = (looked: { items: number; bytes: number }, consistency: Consistency): number =>
  factor[consistency] * (2.3 + 0.03 * looked.items + 0.02 * (looked.bytes / 1024));

/** Looking at a name that is not there, a condition that fails. */
export const missCharge = 1;
