/** Counting; it does nothing where telemetry goes nowhere. */
import { type Counter, type Gauge, type Meter, metrics } from '@opentelemetry/api';
import { type Measure, measures } from './measures.ts';
import { scope } from './tracing.ts';

type MeasureName = keyof typeof measures;
type Attributes<M extends MeasureName> = Record<(typeof measures)[M]['attributes'][number], string>;

/** Of each destination, since an instrument belongs to the one that it was made for. */
const made = new WeakMap<Meter, Map<MeasureName, Counter | Gauge>>();

/** Adds to a counter, or sets a gauge. */
export function record<M extends MeasureName>(name: M, value: number, attributes: Attributes<M>): void {
  const instrument = instrumentFor(name);
  if ('add' in instrument) instrument.add(value, attributes);
  else instrument.record(value, attributes);
}

function instrumentFor(name: MeasureName): Counter | Gauge {
  const meter = metrics.getMeter(scope);
  const known = made.get(meter) ?? new Map<MeasureName, Counter | Gauge>();
  made.set(meter, known);
  const instrument = known.get(name) ?? make(meter, measures[name]);
  known.set(name, instrument);
  return instrument;
}

function make(meter: Meter, { kind, name, unit, description }: Measure): Counter | Gauge {
  return kind === 'counter'
    ? meter.createCounter(name, { unit, description })
    : meter.createGauge(name, { unit, description });
}
