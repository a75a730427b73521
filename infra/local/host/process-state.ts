/** What an app reads of its process, its settings and the instant, set for as long as the host runs. */

const nowKey = Symbol.for('incentive-enrollment.now');
let taken = false;

/** Settings and clock belong to the whole process, so two hosts at once would overwrite each other's. */
export function claimProcess(settings: Record<string, string>, now: () => Date): () => void {
  if (taken) throw new Error('a local host already runs in this process; close it first');
  taken = true;
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  Reflect.set(globalThis, nowKey, now);
  return () => {
    taken = false;
    Reflect.deleteProperty(globalThis, nowKey);
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
