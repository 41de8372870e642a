import type { ChannelCustomer, ChannelSend, ChannelSendAnswer } from "@parley/contract";
import { createSender, type SenderOptions } from "./send-request.ts";

/** `token` is the API channel's own, which the answer that made the channel holds as `channel_token`. */
export interface ChannelClientOptions extends SenderOptions {}

/** The owner of an API channel, who passes on what their customers say. What the bot says comes to the channel's hook. */
export interface ChannelClient {
  /**
   * Passes a message on under your own name of the customer, who is made when unknown. Stored once it resolves, and
   * once only, however often it has to be sent; send the next of a customer after that, else their order is chance.
   */
  send(customerToken: string, said: ChannelSend): Promise<ChannelCustomer>;
}

/** Makes the client of an API channel. */
export function createChannelClient(options: ChannelClientOptions): ChannelClient {
  const { ask } = createSender(options);
  return {
    send: async (customerToken, body) => {
      const path = `/v1/send/${encodeURIComponent(customerToken)}/`;
      // The API's answers are tested against the schemas that these types are made from.
      return ((await ask({ method: "POST", path, body })) as ChannelSendAnswer).customer;
    },
  };
}
