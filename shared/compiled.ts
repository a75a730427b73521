/** Objects that are parsed by the hundred: zod/mini interprets its schemas; these are compiled at their first use, as zod's larger edition does it. */
import * as z from 'zod/mini';
// Reached through `z.core` they would bring all of it, five times the size of what is used.
import { $constructor, type $ZodObjectDef, $ZodObjectJIT } from 'zod/v4/core';

type ObjectConstructor = $constructor<z.ZodMiniObject, $ZodObjectDef>;
const Interpreted: ObjectConstructor = z.ZodMiniObject;
const Compiled: ObjectConstructor = $constructor('CompiledObject', (inst, def) => {
  Interpreted.init(inst, def);
  $ZodObjectJIT.init(inst, def);
});

/** The same as `z.object`. */
export const object: typeof z.object = (shape, params) => {
  const interpreted = z.object(shape, params);
  return new Compiled(interpreted._zod.def) as typeof interpreted;
};

/** The same as `z.strictObject`. */
export const strictObject: typeof z.strictObject = (shape, params) => {
  const interpreted = z.strictObject(shape, params);
  return new Compiled(interpreted._zod.def) as typeof interpreted;
};
