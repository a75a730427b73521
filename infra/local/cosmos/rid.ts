/** Resource ids (`_rid`) and ETags in the shape clients expect: base64 of numbers, quoted unique text. */
export function encodeRid(numbers: readonly number[]): string {
  // Slashes would end a path segment, so the service writes a dash instead.
  return Buffer.from(Uint32Array.from(numbers).buffer).toString('base64').replaceAll('/', '-');
}

let changes = 0;

/** Never the same twice in a process; the start time keeps it apart from ETags of an earlier one. */
const epoch = Date.now().toString(16).padStart(12, '0').slice(-12);

export function nextEtag(): string {
  changes += 1;
  return `"${changes.toString(16).padStart(8, '0')}-0000-0000-0000-${epoch}"`;
}
