/** Every race on one enrollment, by what must hold whoever is first. */
import { changes } from './enrollment-races-changes.ts';
import { deeds } from './enrollment-races-deeds.ts';

export const races = Object.entries({ ...deeds, ...changes });
