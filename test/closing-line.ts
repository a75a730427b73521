/** Ends a run of tests with one plain line, "3824 passed, 0 failed", which whatever runs them can read. */
import type { Reporter } from 'vitest/node';

export const closingLine: Reporter = {
  onTestRunEnd(files) {
    const tests = files.flatMap((file) => [...file.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = files.filter((file) => file.errors().length > 0).length;
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed`);
  },
};
