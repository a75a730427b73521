/** What benchmarks share: medians over repetitions, and a table of them. */
import { performance } from 'node:perf_hooks';

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Milliseconds of one call: the median over `rounds` of the mean of `calls` in a row. */
export async function timed(
  call: (n: number) => Promise<unknown>,
  calls: number,
  rounds = 5,
): Promise<number> {
  const means: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let n = 0; n < calls; n += 1) await call(round * calls + n);
    means.push((performance.now() - start) / calls);
  }
  return median(means);
}

export type Cell = string | number;

export function printTable(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}
