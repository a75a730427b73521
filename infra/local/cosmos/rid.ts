/** Resource ids (`_rid`) and ETags in the shape clients expect: base64 of numbers, quoted unique text. */
const bytes = (numbers: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) buffer.writeUInt32LE(number, at * 4);
  return buffer;
};

/** Slashes would end a path segment, so the service writes a dash instead. */
const text = (buffer: Buffer): string => buffer.toString('base64').replaceAll('/', '-');

export const databaseRid = (database: number): string => text(bytes([database]));
export const containerRid = (database: number, container: number): string =>
  text(bytes([database, container]));

export const documentRid = (container: string, seq: number): string =>
  text(Buffer.concat([Buffer.from(container.replaceAll('-', '/'), 'base64'), bytes([seq, 0])]));

let changes = 0;

/** Never the same twice in a process; the start time keeps it apart from ETags of an earlier one. */
const epoch = Date.now().toString(16).padStart(12, '0').slice(-12);

export function nextEtag(): string {
  changes += 1;
  return `"${changes.toString(16).padStart(8, '0')}-0000-0000-0000-${epoch}"`;
}
