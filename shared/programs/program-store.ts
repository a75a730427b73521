/** Programs in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, remembering, type Stored } from '../azure/documents.ts';
import { Contended } from '../azure/faults.ts';
import { listDocuments } from '../azure/pages.ts';
import { createIfAbsent, deleteIfUnchanged, overwrite, replaceIfUnchanged } from '../azure/writes.ts';
import { refuse } from '../refusal.ts';
import { Program, ProgramChanges } from './program.ts';

const KnownProgram = remembering(Program);

export function findProgram(programs: Container, programId: string): Promise<Stored<Program> | undefined> {
  return findDocument(programs, { id: programId, partition: programId }, KnownProgram);
}

/** @throws Refusal `program/unknown`. */
export async function getProgram(programs: Container, programId: string): Promise<Stored<Program>> {
  const program = await findProgram(programs, programId);
  return (
    program ?? refuse('program/unknown', `There is no program ${programId}.`, { target: 'path.programId' })
  );
}

export function listPrograms(programs: Container): Promise<Stored<Program>[]> {
  return listDocuments(programs, { query: "SELECT * FROM c WHERE c.kind = 'program'", schema: KnownProgram });
}

/** Writes it under the ETag it was read under, or for the first time. @returns its new ETag. @throws Contended where somebody else wrote first. */
export async function writeProgram(
  programs: Container,
  program: Program,
  stored: Stored<Program> | undefined,
): Promise<string> {
  if (stored) return replaceIfUnchanged(programs, program.id, { ...program, etag: stored.etag });
  const etag = await createIfAbsent(programs, program);
  if (etag === undefined) throw new Contended('program');
  return etag;
}

/** No program can have this id. */
const changesId = 'changes:programs';

/** Before a program is written: whatever becomes of the call, the organizations will be looked at. */
export function markChanges(programs: Container, now: Date): Promise<void> {
  const since = now.toISOString();
  return overwrite(programs, { kind: 'programChanges', schemaVersion: 1, id: changesId, since });
}

export function findChanges(programs: Container): Promise<Stored<ProgramChanges> | undefined> {
  return findDocument(programs, { id: changesId, partition: changesId }, ProgramChanges);
}

/** Takes the mark away, unless a program was changed since it was read. */
export function clearChanges(programs: Container, changes: Stored<ProgramChanges>): Promise<void> {
  return deleteIfUnchanged(programs, changesId, changes);
}
