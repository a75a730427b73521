/** A preview of the rollover: asked for under a name, worked through in messages, each of which writes pages of its own. One at a time for each who asks. */
import * as z from 'zod/mini';
import { Guid, OrganizationId } from '../organizations/organization.ts';
import { DayOfTerm, Instant } from '../programs/words.ts';
import { Handed, Part } from './handing.ts';
import { Outcome } from './outcome.ts';
import { Total } from './totals.ts';

/** Who asks: an organization, or the operator for all. No organization has a dot in its name. */
const everyOrganization = 'operator.';
const Owner = z.union([OrganizationId, z.literal(everyOrganization)]);
export const ownerOf = (organizationId: string | undefined) => organizationId ?? everyOrganization;
export const isOperators = ({ owner }: { owner: string }) => owner === everyOrganization;

/** What names a preview, and what its documents begin with. */
export const PreviewKey = z.object({ owner: Owner, runId: Guid });
export type PreviewKey = z.infer<typeof PreviewKey>;

export const previewId = ({ owner, runId }: PreviewKey) => `${owner}:${runId}`;
export const pageId = (key: PreviewKey, { message, page }: { message: number; page: number }) =>
  `${previewId(key)}:${message}:${page}`;

const lived = { schemaVersion: z.literal(1), id: z.string(), ttl: z.int() };
export const ttlSeconds = 400 * 24 * 3600;

/** What came of some organizations, or of all. */
const Results = z.object({
  /** Those whose documents could not be read, or not all of them. */
  failed: z.array(z.string()),
  /** Enrollments whose people were told. */
  warned: z._default(z.int(), 0),
  totals: z.array(Total),
});

/** What a message did, on the first of its pages, which is written last. */
export const Summary = z.object({
  at: Instant,
  /** The organizations after this one, to the last of the message. */
  after: z.string(),
  upTo: z.string(),
  organizations: z.int(),
  ...Results.shape,
});
export type Summary = z.infer<typeof Summary>;

export const PreviewPage = z.object({
  kind: z.literal('previewPage'),
  ...lived,
  preview: z.string(),
  message: z.int(),
  page: z.int(),
  /** Of its message. */
  isLast: z.boolean(),
  outcomes: z.array(Outcome),
  summary: z.optional(Summary),
});
export type PreviewPage = z.infer<typeof PreviewPage>;

export const Preview = z.object({
  kind: z.literal('preview'),
  ...lived,
  ...PreviewKey.shape,
  on: DayOfTerm,
  /** Whether those are told who would lapse at the next end of their term. */
  warn: z.boolean(),
  askedAt: Instant,
  handed: Handed,
  /** What the pages add up to, once every message is done. */
  finished: z.optional(z.object({ at: Instant, organizations: z.int(), ...Results.shape })),
});
export type Preview = z.infer<typeof Preview>;

/** A message for some organizations; without them, one that hands them out. */
export const PreviewMessage = z.strictObject({
  ...PreviewKey.shape,
  part: z.optional(Part),
});
export type PreviewMessage = z.infer<typeof PreviewMessage>;
