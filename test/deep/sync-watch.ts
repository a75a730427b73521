/** A stand-in for a process that dies: every call of an SDK object passes one place, which may throw before or after it. */

/** Makes the call, or does not; may throw after it as well. */
export type Pass = (call: () => Promise<unknown>) => Promise<unknown>;

const asynchronous = new Set(['fetchNext', 'batch', 'read', 'replace', 'create']);

/** The object with each of its calls, and those of what they return, passing there. */
export function watched<T extends object>(target: T, pass: Pass): T {
  return new Proxy(target, {
    get: (_, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === 'object' && value !== null) return watched(value, pass);
      return typeof value === 'function' ? watchedCall(target, { name, value }, pass) : value;
    },
  });
}

interface Method {
  name: string | symbol;
  value: object;
}

function watchedCall(target: object, { name, value }: Method, pass: Pass) {
  return (...parameters: unknown[]) => {
    const call = () => Reflect.apply(value as () => unknown, target, parameters);
    if (asynchronous.has(String(name)) || String(name).startsWith('read')) return pass(async () => call());
    const made: unknown = call();
    return typeof made === 'object' && made !== null ? watched(made, pass) : made;
  };
}

/** Lives for so many calls; dies before or after the next one, and stays dead. `calls` tells how many there were. */
export function mortal(life: number, when: 'before' | 'after'): { pass: Pass; calls(): number } {
  let calls = 0;
  const pass: Pass = async (call) => {
    calls += 1;
    if (calls > life + 1 || (calls === life + 1 && when === 'before')) throw new Error('killed');
    const answer = await call();
    if (calls === life + 1) throw new Error('killed');
    return answer;
  };
  return { pass, calls: () => calls };
}
