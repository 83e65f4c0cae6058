import { z } from 'zod';

/** What the client process is told: to take up a request, or to send the one that it has. */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('take'), url: z.string(), body: z.string() }),
  z.object({ type: z.literal('send') }),
]);

/** What it says: that it has the request, or what it got for it. */
export const clientReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('taken') }),
  z.object({
    type: z.literal('answered'),
    /** Events of the stream. */
    chunks: z.number(),
    /** From before the request was sent. */
    firstByteMs: z.number(),
    /** The end of an answer that was not whole. */
    failure: z.string().nullable(),
  }),
]);

/** What the client process is told. */
export type ClientMessage = z.infer<typeof clientMessage>;

/** What it says. */
export type ClientReply = z.infer<typeof clientReply>;

/** What it got for a request. */
export type ClientAnswer = Extract<ClientReply, { type: 'answered' }>;
