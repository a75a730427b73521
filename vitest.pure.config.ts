import { defineConfig } from 'vitest/config';

/** The tests of the rules: plain values, no host, no cloud. For what disables rules and runs their tests again, many times. */
export default defineConfig({
  test: {
    include: [`test/shared/${process.env.PURE_FOLDER ?? '**'}/*.test.ts`],
    exclude: [
      'test/shared/{azure,http}/**',
      'test/shared/**/*-store.test.ts',
      'test/shared/directory/graph.test.ts',
      'test/shared/letters/{due-letters,mailer,requests,sending-many}.test.ts',
    ],
    // A test that is only slow has noticed nothing.
    testTimeout: 60_000,
    // A rule is disabled while its file is loaded; what was loaded before would not show it.
    fsModuleCache: false,
  },
});
