import { z } from "zod";
import { success } from "./page.ts";

/** An API channel owner's own name of a customer: whatever stands in a path as it is. */
export const CustomerToken = z
  .string()
  .regex(/^[\w.~!$&'()*+,;=:@-]{1,255}$/, "Give 1 to 255 characters that are safe in a URL.");

const words = z.string().describe("At most 32 KiB.");

const ChannelText = z.object({
  type: z.literal("text"),
  message: words,
  payload: z
    .string()
    .optional()
    .describe("Of the option that was pressed, with its label as the message: `$0`, `$1`, …"),
});

const ChannelMedia = z.object({
  type: z.enum(["image", "video", "audio", "document"]),
  url: z.string().max(4096).describe("An http or https address."),
  message: words.optional().describe("The caption."),
});

const ChannelPlace = z.object({
  type: z.literal("location"),
  latitude: z.number().min(-90).max(90).describe("Its digits as a text will do, too."),
  longitude: z.number().min(-180).max(180),
  address: words.optional(),
});

/** What a customer said, as the owner of an API channel passes it on. */
export const ChannelSend = z
  .object({
    customer: z
      .object({
        name: z.string().nullish(),
        email: z.string().nullish(),
        phone: z.string().nullish(),
      })
      .catchall(z.unknown().describe("A field of the customer, kept and given back unchanged."))
      .optional(),
    message: z.union([ChannelText, ChannelMedia, ChannelPlace]),
  })
  .meta({
    examples: [
      {
        customer: { name: "Ann", phone: "34600000000", plan: "gold" },
        message: { type: "text", message: "Hi" },
      },
    ],
  });
export type ChannelSend = z.infer<typeof ChannelSend>;

/** A customer as an API channel's owner reads them. */
export const ChannelCustomer = z
  .object({
    id: z.int(),
    name: z.string().describe("`Visitor #<id>` until it is known."),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    token: z.string().nullable().describe("Your own name of the customer."),
  })
  .catchall(z.unknown().describe("The value of the field of this name, or what you sent under it."))
  .meta({ id: "ChannelCustomer" });
export type ChannelCustomer = z.infer<typeof ChannelCustomer>;

export const ChannelSendAnswer = z.object({ success, customer: ChannelCustomer });
export type ChannelSendAnswer = z.infer<typeof ChannelSendAnswer>;
