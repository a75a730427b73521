/** Clouds of a few lives each: every look at all organizations is a look at those before too, and there is no term after 2099. */
import { springMorning, startTestCloud, type TestCloud } from '../functions/harness.ts';

const livesPerCloud = 12;
const latest = '2090-01-01';

export function cloudsOf() {
  const current: { cloud?: TestCloud; lives: number } = { lives: 0 };
  return {
    close: async () => current.cloud?.close(),
    next: async (): Promise<TestCloud> => {
      const { cloud } = current;
      current.lives += 1;
      if (cloud && current.lives <= livesPerCloud && cloud.now().toISOString() < latest) return cloud;
      await cloud?.close();
      current.lives = 1;
      current.cloud = await startTestCloud('nothing', { startAt: springMorning });
      return current.cloud;
    },
  };
}
