/** `npm start -- --trace`: what the app tells of itself, in the terminal and in a file. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Collector, startCollector } from './collector.ts';
import { createTeller, listPoints } from './tree.ts';

/** The app exports every fifth of a second, so that a trace follows its request. */
const atOnce = { OTEL_BSP_SCHEDULE_DELAY: '200' };

/** The settings that make the app tell; the file begins anew. Metrics come every minute and at the end. */
export async function traceTo(
  file: string,
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<{ settings: Record<string, string>; close: Collector['close'] }> {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const say = (lines: string[]) => {
    if (lines.length === 0) return;
    const text = `${lines.join('\n')}\n`;
    print(text);
    appendFileSync(file, text);
  };
  const tell = createTeller();
  const { endpoint, close } = await startCollector({
    onSpans: (spans) => say(tell(spans)),
    onPoints: (points) => say(['  Counted so far:', ...listPoints(points).map((line) => `  ${line}`)]),
  });
  return { settings: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...atOnce }, close };
}
