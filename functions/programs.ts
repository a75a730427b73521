/** Programs: read by everybody, written by the operator. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { type Program, ProgramTerms } from '../shared/programs/program.ts';
import { checkEndedTerms, checkState, checkTerms } from '../shared/programs/program-check.ts';
import {
  findChanges,
  findProgram,
  getProgram as getStoredProgram,
  listPrograms as listStoredPrograms,
  markChanges,
  writeProgram,
} from '../shared/programs/program-store.ts';
import { ProgramId } from '../shared/programs/words.ts';
import { lookAtAllOrganizations } from './reconciliation.ts';

const params = z.strictObject({ programId: ProgramId });
const ProgramView = z
  .strictObject({ programId: ProgramId, ...ProgramTerms.shape, etag: z.string() })
  .register(z.globalRegistry, { id: 'Program' });

function view({ id, kind: _, schemaVersion: __, ...terms }: Stored<Program>): z.infer<typeof ProgramView> {
  return { programId: id, ...terms };
}

export const listPrograms = endpoint({
  summary: 'The programs of the vendor',
  params: z.strictObject({}),
  answer: listOf(ProgramView),
  handle:
    ({ programs }: Pick<Deps, 'programs'>) =>
    async () =>
      ok({ value: (await listStoredPrograms(programs)).map(view) }),
});

export const getProgram = endpoint({
  summary: 'One program: its rules, terms and state',
  params,
  answer: ProgramView,
  handle:
    ({ programs }: Pick<Deps, 'programs'>) =>
    async (call) =>
      ok(view(await getStoredProgram(programs, call.params.programId))),
});

export const putProgram = endpoint({
  summary: 'Write a program; every organization is looked at again',
  params,
  body: ProgramTerms,
  answer: ProgramView,
  handle: (deps: Pick<Deps, 'programs' | 'enqueue'>) => async (call) => {
    const id = call.params.programId;
    const stored = await findProgram(deps.programs, id);
    const program: Program = { kind: 'program', schemaVersion: 1, id, ...call.body };
    if (stored && isDeepStrictEqual(view(stored), view({ ...program, etag: stored.etag }))) {
      if (await findChanges(deps.programs)) await lookAtAllOrganizations(deps, call.log);
      return ok(view(stored));
    }
    checkTerms(call.body, stored);
    mustMatch(call.ifMatch, stored);
    checkState(stored, call.body);
    checkEndedTerms(stored, call.body, call.now);
    await markChanges(deps.programs, call.now);
    const etag = await writeProgram(deps.programs, program, stored);
    await lookAtAllOrganizations(deps, call.log);
    const written = view({ ...program, etag });
    return stored ? ok(written) : created(written, call.url);
  },
});
