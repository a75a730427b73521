/**
 * What a request would cost, in request units: an estimate from the documented rules of thumb.
 * A read of 1 KB costs 1, twice that under strong consistency; a write costs 5 and more.
 */
const strong = 2;

const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

export const readCharge = (bytes: number): number => strong * (0.9 + 0.1 * kilobytes(bytes));

export const writeCharge = (bytes: number, indexedPaths: number): number =>
  4.9 + 0.1 * indexedPaths + 0.5 * kilobytes(bytes);

export const queryCharge = (results: number, bytes: number): number =>
  strong * (2.3 + 0.05 * results + 0.01 * kilobytes(bytes));

/** Looking at a name that is not there, a condition that fails. */
export const missCharge = strong;

export const asHeader = (charge: number): string => String(Math.round(charge * 100) / 100);
