import type { Call, Payment } from "../payment.ts";

/** A payment as the API shows it. The resume URL is a secret of the conversation and stays inside. */
export function paymentJson(payment: Payment): object {
  return {
    payment_id: payment.id,
    status: payment.status,
    url: payment.url,
    bot_id: payment.botId,
    block_id: payment.blockId,
    customer_id: payment.customerId,
    name: payment.name,
    email: payment.email,
    amount: payment.amount,
    item: payment.item,
    created_at: payment.createdAt,
    decided_at: payment.decidedAt,
    calls: payment.calls.map(callJson),
  };
}

function callJson(call: Call): object {
  return {
    step: call.step,
    state: call.state,
    idempotency_key: call.key,
    attempts: call.attempts,
    last_status: call.last?.status ?? null,
    last_answer: call.last?.answer ?? null,
    last_at: call.last?.at ?? null,
    next_attempt_at: call.nextAttemptAt,
  };
}
