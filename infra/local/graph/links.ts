/** The opaque tokens in Graph's links: they carry where to go on, and die with the server that wrote them. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const stateSchema = z.object({
  tenantId: z.string(),
  /** What the link goes through. */
  of: z.string(),
  fields: z.array(z.string()).optional(),
  /** Positions in the log of changes; 0 to 0 for links through a plain list. */
  from: z.number(),
  to: z.number(),
  offset: z.number(),
});

export type LinkState = z.infer<typeof stateSchema>;

export interface Links {
  write(state: LinkState): string;
  /** Undefined for a token that is expired, made up, or of another tenant. */
  read(token: string, tenantId: string): LinkState | undefined;
  /** All links written so far are too old from now on. */
  expire(): void;
}

export function createLinks(): Links {
  let era = randomUUID();
  return {
    write: (state) => Buffer.from(JSON.stringify({ era, ...state })).toString('base64url'),
    read: (token, tenantId) => {
      const parsed = stateSchema.extend({ era: z.literal(era) }).safeParse(decode(token));
      return parsed.success && parsed.data.tenantId === tenantId ? parsed.data : undefined;
    },
    expire: () => {
      era = randomUUID();
    },
  };
}

function decode(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}
