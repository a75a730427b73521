/** Programs in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, listDocuments, type Stored } from '../azure/documents.ts';
import { createIfAbsent, replaceIfUnchanged } from '../azure/writes.ts';
import { refuse } from '../refusal.ts';
import { Program } from './program.ts';

export function findProgram(programs: Container, programId: string): Promise<Stored<Program> | undefined> {
  return findDocument(programs, { id: programId, partition: programId }, Program);
}

/** @throws Refusal `program/unknown`. */
export async function getProgram(programs: Container, programId: string): Promise<Stored<Program>> {
  const program = await findProgram(programs, programId);
  return (
    program ?? refuse('program/unknown', `There is no program ${programId}.`, { target: 'path.programId' })
  );
}

export function listPrograms(programs: Container): Promise<Stored<Program>[]> {
  return listDocuments(programs, { query: 'SELECT * FROM c', schema: Program });
}

/** @returns false where a program of that id exists already. */
export function createProgram(programs: Container, program: Program): Promise<boolean> {
  return createIfAbsent(programs, program);
}

export function replaceProgram(programs: Container, program: Stored<Program>): Promise<string> {
  return replaceIfUnchanged(programs, program.id, program);
}
