/** A collector of OpenTelemetry on loopback: takes what the app exports, and keeps it to be looked at. */
import { createServer, type IncomingMessage } from 'node:http';
import { close, guarded, listen, readBody, sendJson } from '../http.ts';
import { type Point, pointsOf, type Span, spansOf } from './otlp.ts';

export interface Collector {
  /** `http://127.0.0.1:PORT`, for OTEL_EXPORTER_OTLP_ENDPOINT. */
  endpoint: string;
  spans: readonly Span[];
  /** As last told. */
  points(): Point[];
  /** All that came, as it came over the wire. */
  texts: readonly string[];
  close(): Promise<void>;
}

interface Listener {
  onSpans?(spans: Span[]): void;
  onPoints?(points: Point[]): void;
}

/** Most of what a desk sees in a day; what is older is forgotten. */
const most = 100_000;

export async function startCollector(listener: Listener = {}): Promise<Collector> {
  const spans: Span[] = [];
  const points = new Map<string, Point>();
  const texts: string[] = [];
  const take = (path: string, text: string) => {
    texts.push(text);
    if (path === '/v1/traces') {
      const told = spansOf(JSON.parse(text));
      spans.push(...told);
      listener.onSpans?.(told);
    }
    if (path === '/v1/metrics') {
      const told = pointsOf(JSON.parse(text));
      for (const point of told) points.set(`${point.name} ${JSON.stringify(point.attributes)}`, point);
      listener.onPoints?.(told);
    }
    spans.splice(0, spans.length - most);
    texts.splice(0, texts.length - most);
  };
  const server = createServer(
    guarded(async (request, response) => {
      take(request.url ?? '', await textOf(request));
      sendJson(response, 200, {});
    }),
  );
  const endpoint = `http://127.0.0.1:${await listen(server)}`;
  return { endpoint, spans, points: () => [...points.values()], texts, close: () => close(server) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  return (await readBody(request)).toString('utf8');
}
