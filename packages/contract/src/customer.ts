import { z } from "zod";
import { CustomerToken } from "./apichat.ts";
import { Field } from "./field.ts";
import { PageQuery, success, total } from "./page.ts";
import { IdFilter, OptionalBodyId, OptionalFlag, orNumber } from "./tolerant.ts";

const seconds = z.number().describe("Seconds since 1970, always with a fraction.");

/** A customer's own keys; a field of the same name is found under `custom_fields` only. */
const ownKeys = {
  id: z.int().describe("8 digits; what flows know as `@id`."),
  uuid: z.string(),
  name: z.string().describe("`Visitor #<id>` until it is known."),
  avatar: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  channel_id: z.int(),
  brand_id: z.int().describe("The workspace."),
  agent_id: z.int().nullable().describe("Who holds the conversation; `null` while the bot drives."),
  archived: z.boolean(),
  blocked: z.boolean(),
  unread: z.boolean(),
  opt_in: z.boolean(),
  last_message: seconds.nullable(),
  last_message_content: z.string().nullable(),
  last_send_date: seconds.nullable().describe("Of the newest message to the customer."),
  last_receive_date: seconds.nullable().describe("Of the customer's newest message."),
  register_date: seconds,
  paused_until: z.string().nullable(),
  ticket_id: z.int().nullable(),
  visitor_id: z.string().nullable(),
  meta_data: z.record(z.string(), z.unknown()),
  custom_fields: z.record(z.string(), Field),
};

/** A customer. Each field appears twice: under `custom_fields`, and its value as a key of the customer itself. */
export const Customer = z
  .object(ownKeys)
  .catchall(z.unknown().describe("The value of the field of this name."))
  .meta({ id: "Customer" });
export type Customer = z.infer<typeof Customer>;

/** Which customers to list. Unknown filters are ignored. */
export const CustomersQuery = PageQuery.extend({
  channel_id: IdFilter,
  agent_id: IdFilter,
  search_by: z.preprocess(
    (text) => (text === "" ? undefined : text),
    z.enum(["name", "email", "phone"]).default("name"),
  ),
  search: z.string().max(500).optional().describe("How it starts, in upper or lower case."),
  archived: OptionalFlag.describe("`true`: archived ones only; else the others."),
  opt_in: OptionalFlag,
});
export type CustomersQuery = z.infer<typeof CustomersQuery>;

/** A customer to be made. Further keys become fields. */
export const NewCustomer = z
  .object({
    channel_id: OptionalBodyId.describe("Needed with an agent's token."),
    token: orNumber(CustomerToken.optional()).describe(
      "Your own name of the customer. Needed on an API channel.",
    ),
    name: orNumber(z.string().max(1000).nullish()),
    email: z.string().max(254).nullish(),
    phone: orNumber(z.string().max(64).nullish()),
  })
  .catchall(z.unknown());
export type NewCustomer = z.infer<typeof NewCustomer>;

export const CustomerAnswer = z.object({ success, customer: Customer });
export type CustomerAnswer = z.infer<typeof CustomerAnswer>;

export const CustomerPage = z.object({ success, total, customers: z.array(Customer) });
export type CustomerPage = z.infer<typeof CustomerPage>;
