/** How a preview hands out the organizations: in messages of some of them, in the order of their ids. */
import * as z from 'zod/mini';
import { OrganizationId } from '../organizations/organization.ts';

/** Some organizations, and the one before them. */
export const Part = z.strictObject({
  message: z.int(),
  after: z.string(),
  organizationIds: z.array(OrganizationId),
});
export type Part = z.infer<typeof Part>;

/** How far the organizations have been handed out. Each batch is written down before it is sent, so that a message sent again is the same. */
export const Handed = z.object({
  messages: z.int(),
  organizations: z.int(),
  after: z.string(),
  batch: z.array(Part),
  done: z.boolean(),
});
export type Handed = z.infer<typeof Handed>;

export const handedNothing: Handed = { messages: 0, organizations: 0, after: '', batch: [], done: false };

/** The one organization that asks for itself. */
export const handedOne = (organizationId: string): Handed => ({
  messages: 1,
  organizations: 1,
  after: organizationId,
  batch: [{ message: 0, after: '', organizationIds: [organizationId] }],
  done: true,
});

const perMessage = 50;

/** The next organizations, in the order of their ids, as messages; none are left where there are none. */
export function handOut(handed: Handed, organizationIds: string[]): Handed {
  const batch: Handed['batch'] = [];
  let { after } = handed;
  for (let start = 0; start < organizationIds.length; start += perMessage) {
    const some = organizationIds.slice(start, start + perMessage);
    batch.push({ message: handed.messages + batch.length, after, organizationIds: some });
    after = some.at(-1) ?? after;
  }
  const messages = handed.messages + batch.length;
  const organizations = handed.organizations + organizationIds.length;
  return { messages, organizations, after, batch, done: organizationIds.length === 0 };
}
